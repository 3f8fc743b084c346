/// A Markdown table, one line per row.
struct Table {
  /// The name between the page's markers.
  let name: String
  private var lines: [String]
  /// Lines below the table.
  var notes: [String] = []

  init(name: String, columns: [String]) {
    self.name = name
    lines = [Self.line(columns), Self.line(columns.map { _ in "---" })]
  }

  mutating func add(_ cells: [String]) { lines.append(Self.line(cells)) }

  var markdown: String {
    (lines + (notes.isEmpty ? [] : [""] + notes)).joined(separator: "\n")
  }

  private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
