import AdjointSchedules

extension Report {
  /// Comment lines, then the table, whose header is also a comment, and at the end the missing planners.
  var textBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(text: "# \(format)\n")
    problem?.appendTextLines(to: &bytes, isShort: true)
    for fact in facts {
      let words = fact.value.fields(none: "-").map(PrintableText.word)
      bytes.append(text: "# \(fact.name) \(words.joined(separator: " "))\n")
    }
    appendTable(to: &bytes)
    for planner in cutShort { bytes.append(text: "# \(planner.sentence)\n") }
    for exclusion in notApplicable {
      let reason = (exclusion.isNamed ? "" : exclusion.planner + ": ") + PrintableText.line(exclusion.reason)
      bytes.append(text: "# does not apply: \(reason)\n")
    }
    return bytes
  }

  /// The widest field that widens its column. Longer ones stick out of their row instead of widening every row.
  private static let widestFitted = 64

  private func appendTable(to bytes: inout [UInt8]) {
    var lines = [fieldNames]
    lines[0][0] = "# " + lines[0][0]
    lines += fields(none: "-").map { $0.map(PrintableText.word) }
    let lengths = lines.map { $0.map(\.unicodeScalars.count) }
    let widths = lines[0].indices.map { column in
      lengths.map { $0[column] }.filter { $0 <= Self.widestFitted }.max() ?? 0
    }
    let isRight = rows.first.map { row in
      row.flatMap { cell in cell.fields(none: "").map { _ in cell.isNumeric } }
    }
    for (line, lengths) in zip(lines, lengths) {
      for (column, field) in line.enumerated() {
        if column > 0 { bytes.append(text: "  ") }
        let margin = [UInt8](repeating: ASCII.space, count: max(0, widths[column] - lengths[column]))
        if isRight?[column] != false { bytes += margin }
        bytes.append(text: field)
        // The last field of a line is not padded.
        if isRight?[column] == false && column + 1 < line.count { bytes += margin }
      }
      bytes.append(ASCII.newline)
    }
  }
}
