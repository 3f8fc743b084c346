/// The forms in which a schedule is written, named as on the command line.
public enum ScheduleFormat: String, CaseIterable, Sendable {
  /// One operation a line, for people and `awk`.
  case text
  /// One JSON object.
  case json
  /// JSON Lines: a header, one operation a line, the statistics.
  case jsonl

  /// What the field `format` of a schedule says.
  static let name = "adjsched-schedule/1"
}

/// How a table of results is written.
package enum TableFormat: String, CaseIterable, Sendable {
  /// Aligned columns for people and awk; all that is not a row is a comment line.
  case text
  /// A header and the rows, RFC 4180 with line feeds.
  case csv
  case json
}

/// How a table of results is written where it can be drawn too, named as on the command line.
package enum ChartFormat: String, CaseIterable, Sendable {
  case text
  case csv
  case json
  case svg

  /// The form of a table that it is; nil for the picture.
  package var table: TableFormat? { TableFormat(rawValue: rawValue) }
}

/// The forms in which a picture is drawn, named as on the command line.
public enum PictureFormat: String, CaseIterable, Sendable {
  /// A file for browsers and documents.
  case svg
  /// Block characters, for the terminal.
  case terminal
}

/// The forms in which the result of a verification is written, named as on the command line.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text
  case json
}
