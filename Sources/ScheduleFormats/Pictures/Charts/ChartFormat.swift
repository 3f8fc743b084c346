/// How a table of results is written where it can be drawn too, named as on the command line.
package enum ChartFormat: String, CaseIterable, Sendable {
  case text
  case csv
  case json
  case svg

  /// The form of a table that it is; nil for the picture.
  package var table: TableFormat? { TableFormat(rawValue: rawValue) }
}
