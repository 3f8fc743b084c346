/// The forms in which a picture is drawn, named as on the command line.
public enum PictureFormat: String, CaseIterable, Sendable {
  /// A file for browsers and documents.
  case svg
  /// Block characters, for the terminal.
  case terminal
}
