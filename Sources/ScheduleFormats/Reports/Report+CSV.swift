extension Report {
  /// A line with the column names, then one line per row.
  var csvBytes: [UInt8] {
    var bytes: [UInt8] = []
    for line in [fieldNames.map(Self.plain)] + rows.map({ row in row.flatMap(Self.plainFields) }) {
      bytes.append(text: line.map(Self.csvField).joined(separator: ",") + "\n")
    }
    return bytes
  }

  /// Returns the fields of a cell: words made safe by ``plain(_:)``, numbers unchanged.
  private static func plainFields(_ cell: Cell) -> [String] {
    let fields = cell.fields(none: "")
    if case .word = cell { return fields.map(plain) }
    return fields
  }

  /// Returns a word that is safe for terminals and spreadsheets: invisible characters are escaped, and a word that
  /// would start a formula gets an apostrophe in front.
  private static func plain(_ word: String) -> String {
    let text = PrintableText.spelledOut(word)
    return text.unicodeScalars.first.map { "=+-@".unicodeScalars.contains($0) } == true ? "'" + text : text
  }

  /// Returns a field in the form of RFC 4180: quoted if it contains a separator, quote or line break.
  private static func csvField(_ field: String) -> String {
    guard field.utf8.contains(where: { [ASCII.quote, ASCII.comma].contains($0) }) else { return field }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
