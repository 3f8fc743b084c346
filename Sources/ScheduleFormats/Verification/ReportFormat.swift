/// The forms in which the result of a verification is written, named as on the command line.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text
  case json
}
