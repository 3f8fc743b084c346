/// How a table of results is written where it can be drawn too, named as on the command line.
public enum ChartFormat: String, CaseIterable, Sendable {
  case text
  case csv
  case json
  case svg

  /// The form of a table that it is; nil for the picture.
  public var table: TableFormat? { TableFormat(rawValue: rawValue) }
}
