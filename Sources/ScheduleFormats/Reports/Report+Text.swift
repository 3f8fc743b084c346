import AdjointSchedules

extension Report {
  /// Comment lines, then the table, its header a comment too, and at the end what is missing from it.
  var textBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(text: "# \(format)\n")
    problem?.appendTextLines(to: &bytes)
    for fact in facts {
      let words = fact.value.fields(none: "-").map(PrintableText.word)
      bytes.append(text: "# \(fact.name) \(words.joined(separator: " "))\n")
    }
    appendTable(to: &bytes)
    for exclusion in notApplicable {
      // Most reasons begin with the planner's name.
      let isNamed = exclusion.reason.hasPrefix(exclusion.planner + " ")
      let reason = (isNamed ? "" : exclusion.planner + ": ") + PrintableText.line(exclusion.reason)
      bytes.append(text: "# does not apply: \(reason)\n")
    }
    return bytes
  }

  private func appendTable(to bytes: inout [UInt8]) {
    var lines = [fieldNames]
    lines[0][0] = "# " + lines[0][0]
    lines += fields(none: "-").map { $0.map(PrintableText.word) }
    let widths = lines[0].indices.map { column in lines.map { $0[column].unicodeScalars.count }.max() ?? 0 }
    let isRight = rows.first.map { row in
      row.flatMap { cell in cell.fields(none: "").map { _ in cell.isNumeric } }
    }
    for line in lines {
      var text = ""
      for (column, field) in line.enumerated() {
        if column > 0 { text += "  " }
        let margin = String(repeating: " ", count: widths[column] - field.unicodeScalars.count)
        text += isRight?[column] == false ? field + margin : margin + field
      }
      while text.hasSuffix(" ") { text.removeLast() }
      bytes.append(text: text + "\n")
    }
  }
}

extension Problem {
  /// Appends the comment lines that describe chain and levels, the same as at the head of a schedule.
  fileprivate func appendTextLines(to bytes: inout [UInt8]) {
    let facts = ScheduleFacts(problem: self, planner: "", makespan: 0, statistics: Statistics(levels: []))
    var header: [UInt8] = []
    facts.appendTextHeader(to: &header)
    // After the lines of the form and the planner: one for the chain, one a level.
    let lines = header.split(separator: ASCII.newline).dropFirst(2).prefix(1 + levels.count)
    for line in lines { bytes += line + [ASCII.newline] }
  }
}
