/// How a table of results is written.
package enum TableFormat: String, CaseIterable, Sendable {
  /// Aligned columns for people and awk; all that is not a row is a comment line.
  case text
  /// A header and the rows, RFC 4180 with line feeds.
  case csv
  case json
}
