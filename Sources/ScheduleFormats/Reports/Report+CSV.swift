extension Report {
  /// A line with the names of the columns, then a line a row.
  var csvBytes: [UInt8] {
    var bytes: [UInt8] = []
    for line in [fieldNames] + fields(none: "") {
      bytes.append(text: line.map(Self.csvField).joined(separator: ",") + "\n")
    }
    return bytes
  }

  /// Returns a field as RFC 4180 has it: in quotes where it holds what would end it.
  private static func csvField(_ field: String) -> String {
    guard field.utf8.contains(where: { [ASCII.quote, ASCII.comma, ASCII.newline, ASCII.carriageReturn].contains($0) })
    else { return field }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
