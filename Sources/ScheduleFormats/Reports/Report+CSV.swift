extension Report {
  /// A line with the names of the columns, then a line a row.
  var csvBytes: [UInt8] {
    var bytes: [UInt8] = []
    for line in [fieldNames.map(Self.plain)] + rows.map({ row in row.flatMap(Self.plainFields) }) {
      bytes.append(text: line.map(Self.csvField).joined(separator: ",") + "\n")
    }
    return bytes
  }

  /// Returns the fields of a cell, words as ``plain(_:)`` has them and numbers as they are.
  private static func plainFields(_ cell: Cell) -> [String] {
    let fields = cell.fields(none: "")
    if case .word = cell { return fields.map(plain) }
    return fields
  }

  /// Returns a word that neither a terminal nor a spreadsheet takes for a command: characters that cannot be seen are
  /// spelled out, and before what would begin a formula stands an apostrophe.
  private static func plain(_ word: String) -> String {
    let text = PrintableText.spelledOut(word)
    return text.unicodeScalars.first.map { "=+-@".unicodeScalars.contains($0) } == true ? "'" + text : text
  }

  /// Returns a field as RFC 4180 has it: in quotes where it holds what would end it.
  private static func csvField(_ field: String) -> String {
    guard field.utf8.contains(where: { [ASCII.quote, ASCII.comma].contains($0) }) else { return field }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
