/// The lanes of stalls and transfers between the picture of the chain and the axis of time, in the terminal.
extension SchedulePicture {
  private static let wait = "░"
  /// An offload, a prefetch, or both in one column.
  private static let transfers = [" ", "▄", "▀", "█"]

  /// Returns a line for each lane, beginning with its level's number, of `width` columns of time.
  func laneLines(margin: Int, width: Int, isColored: Bool) -> [String] {
    channels.map { channel in
      let label = String((channel.level.map(String.init) ?? "").suffix(margin))
      var line = TerminalLine(isColored: isColored)
      line.add(String(repeating: " ", count: margin - label.count) + label + " ╎", color: nil)
      let (out, back) = (columns(channel.out, width), columns(channel.back, width))
      let color = channel.level.map { TerminalGlyph.color(ofLane: min($0, Self.lanes - 1)) }
      for column in 0..<width {
        let index = (out[column] ? 1 : 0) + (back[column] ? 2 : 0)
        line.add(channel.level == nil && index > 0 ? Self.wait : Self.transfers[index], color: color)
      }
      return line.finished()
    }
  }

  /// What the glyphs of the lanes mean.
  var laneEntries: [(glyph: String, color: Int?, text: String)] {
    if channels.isEmpty { return [] }
    let wait = channels.filter { $0.level == nil }.map { (Self.wait, Int?.none, words(of: $0, separator: " ")) }
    let kinds = [("▄", Int?.none, "offload"), ("▀", Int?.none, "prefetch")]
    let levels = channels.compactMap(\.level).map { level in
      let busy = GroupedNumber.cost(
        statistics.levels[level].busyTime ?? 0, fractionDigits: problem.fractionDigits, separator: " ")
      let name = PrintableText.line(problem.levels[level].name, limit: 32)
      return (
        "\(level)", Int?.some(TerminalGlyph.color(ofLane: min(level, Self.lanes - 1))), "\(name): busy for \(busy)"
      )
    }
    return wait + kinds + levels
  }

  /// Returns for each column whether a span is in it.
  private func columns(_ spans: [Span], _ width: Int) -> [Bool] {
    var columns = Array(repeating: false, count: width)
    for span in spans where span.start < times.upperBound && span.end > times.lowerBound && span.start < span.end {
      // A time at the border of two columns must not be rounded into the other.
      let start = Int(fraction(max(span.start, times.lowerBound)) * Double(width) + 1e-9)
      let end = Int((fraction(min(span.end, times.upperBound)) * Double(width) - 1e-9).rounded(.up))
      for column in min(start, width - 1)...min(max(start, end - 1), width - 1) { columns[column] = true }
    }
    return columns
  }
}
