import AdjointSchedules

extension SchedulePicture {
  /// Returns a picture of block characters.
  ///
  /// - Parameters:
  ///   - columns: The width in characters, at least 20.
  ///   - lines: The number of lines; at least three are used for the chain, even if this is less.
  ///   - isColored: True if ANSI colour escape sequences are supported.
  /// - Complexity: O(columns) for each line and bar, whose number is bounded.
  public func terminalText(columns: Int, lines: Int, isColored: Bool) -> [UInt8] {
    let words = legend(columns: columns, isColored: isColored)
    // The title, the lanes, the axis and its labels also take lines; short chains do not need all of them.
    let rows = max(min(lines - words.count - 3 - channels.count, 4 * min(states.count - 1, lines) + 3), 3)
    let marks = positionMarks(atMost: max(1, rows / 3), Self.short)
    let margin = marks.map(\.label.count).max() ?? 1
    var canvas = TerminalCanvas(columns: max(columns - margin - 2, 4), rows: rows)
    draw(on: &canvas)

    var text = [Self.clipped("\(title(" ")): position over time (units of cost)", columns)]
    var labelOfRow: [Int: String] = [:]
    for (position, label) in marks {
      let half = Int((height(position) * Double(2 * rows - 1)).rounded())
      labelOfRow[rows - 1 - half / 2] = label
    }
    for row in 0..<rows {
      let label = labelOfRow[row]
      let blanks = String(repeating: " ", count: margin - (label?.count ?? 0))
      text.append(blanks + (label.map { $0 + " ┤" } ?? " │") + canvas.text(row: row, isColored: isColored))
    }
    text += laneLines(margin: margin, width: canvas.columns, isColored: isColored)
    text += timeAxis(margin: margin + 1, width: canvas.columns) + words
    return Array((text.joined(separator: "\n") + "\n").utf8)
  }

  private func draw(on canvas: inout TerminalCanvas) {
    for bar in bars {
      canvas.bar(
        bar.lane, from: fraction(bar.start), to: fraction(bar.end), at: height(bar.state + (bar.isTape ? 1 : 0)))
    }
    for line in lines {
      canvas.line(
        line.activity, from: (fraction(line.start), height(line.from)),
        to: (fraction(line.isMerged ? line.start : line.end), height(line.to)))
    }
    for peak in shownPeaks.reversed() {
      canvas.peak(min(peak.level, Self.lanes - 1), x: fraction(peak.time), y: height(peak.state))
    }
  }

  /// Returns the axis and the labels below it.
  private func timeAxis(margin: Int, width: Int) -> [String] {
    let digits = problem.fractionDigits
    let label = { (time: Int) in GroupedNumber.cost(time, fractionDigits: digits, separator: " ") }
    let room = label(times.upperBound).count + 4
    var axis = Array(repeating: "─", count: width)
    var labels = Array(repeating: " ", count: margin + width + 1)
    var end = 0
    for time in Ticks.whole(in: times, atMost: max(1, width / room)) {
      let place = min(Int(fraction(time) * Double(width)), width - 1)
      axis[place] = "┬"
      let text = label(time)
      let start = min(max(margin + 1 + place - text.count / 2, 0), labels.count - text.count)
      guard start >= end else { continue }
      for (offset, character) in text.enumerated() { labels[start + offset] = String(character) }
      end = start + text.count + 1
    }
    var line = labels.joined()
    while line.hasSuffix(" ") { line.removeLast() }
    return [String(repeating: " ", count: margin) + "└" + axis.joined(), line]
  }

  /// Returns the lines of the legend and the caption.
  private func legend(columns: Int, isColored: Bool) -> [String] {
    var entries: [(glyph: String, color: Int?, text: String)] = []
    let has = { (activity: Activity) in self.lines.contains { $0.activity == activity } }
    if has(.forward) { entries.append(("█", nil, "forward run")) }
    if has(.backward) { entries.append((isColored ? "█" : "▒", TerminalGlyph.backward, "backward step")) }
    if has(.transfer) { entries.append(("┄", nil, "write or read")) }
    for (lane, text) in levelEntries(" ") {
      entries.append((TerminalGlyph.bars[lane], TerminalGlyph.color(ofLane: lane), text))
    }
    if !shownPeaks.isEmpty { entries.append(("●", nil, "peak")) }
    entries += laneEntries
    var lines: [String] = []
    var line = TerminalLine(isColored: isColored)
    var used = 0
    for entry in entries {
      let text = Self.clipped(entry.text, columns - 2)
      let width = 2 + TerminalGlyph.columns(text)
      if used > 0 && used + 3 + width > columns {
        lines.append(line.finished())
        line = TerminalLine(isColored: isColored)
        used = 0
      }
      if used > 0 { line.add("   ", color: nil) }
      line.add(entry.glyph, color: entry.color)
      line.add(" " + text, color: nil)
      used += width + (used > 0 ? 3 : 0)
    }
    if used > 0 { lines.append(line.finished()) }
    return lines + Self.flowed(caption(" ").joined(separator: "; "), columns)
  }

  /// Returns a text wrapped at blanks to lines of at most `columns`.
  private static func flowed(_ text: String, _ columns: Int) -> [String] {
    text.split(separator: " ").reduce(into: []) { lines, word in
      if let last = lines.last, last.count + 1 + word.count <= columns {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(clipped(String(word), columns))
      }
    }
  }

  /// Returns a text truncated to `columns`.
  private static func clipped(_ text: String, _ columns: Int) -> String {
    if TerminalGlyph.columns(text) <= columns { return text }
    var text = text
    while TerminalGlyph.columns(text) > columns - 1 { text.removeLast() }
    return text + "…"
  }

  /// Returns a round number in compact form: `500`, `20k`, `1M`.
  private static func short(_ number: Int) -> String {
    var (rest, thousands) = (number, 0)
    while rest >= 1000 && rest.isMultiple(of: 1000) && number >= 10_000 && thousands < 6 {
      rest /= 1000
      thousands += 1
    }
    return "\(rest)\(["", "k", "M", "G", "T", "P", "E"][thousands])"
  }
}
