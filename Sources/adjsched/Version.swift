/// The version; the Makefile reads it from this file.
enum Version {
  static let text = "0.1.0"
  /// The date of the version, or of the last change towards it, shown in the manual page.
  static let date = "2026-11-20"
}
