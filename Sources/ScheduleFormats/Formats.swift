/// The formats of schedules, named as on the command line.
public enum ScheduleFormat: String, CaseIterable, Sendable {
  /// One operation per line, for people and `awk`.
  case text
  /// A single JSON object.
  case json
  /// JSON Lines: a header, one operation per line, the statistics.
  case jsonl

  /// The value of a schedule's field `format`.
  static let name = "adjsched-schedule/1"
}

/// The formats of tables of results.
package enum TableFormat: String, CaseIterable, Sendable {
  /// Aligned columns for people and awk; everything except rows is in comment lines.
  case text
  /// A header and rows as in RFC 4180, with line feeds.
  case csv
  case json
}

/// The formats of tables that can also be drawn, named as on the command line.
package enum ChartFormat: String, CaseIterable, Sendable {
  case text
  case csv
  case json
  case svg

  /// The corresponding table format; nil for the picture.
  package var table: TableFormat? { TableFormat(rawValue: rawValue) }
}

/// The formats of pictures, named as on the command line.
public enum PictureFormat: String, CaseIterable, Sendable {
  /// A file for browsers and documents.
  case svg
  /// Block characters, for the terminal.
  case terminal
}

/// The formats of verification results, named as on the command line.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text
  case json
}
