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
