import AdjointSchedules

/// The lanes of stalls and transfers below the picture of the chain, on the same axis of time.
extension SchedulePicture {
  private static let laneHeight = 34.0

  /// The height of all lanes; 0 without overlapped levels.
  var channelsHeight: Double { Self.laneHeight * Double(channels.count) }

  func drawChannels(below area: PlotArea, in document: inout SVGDocument) {
    for (index, channel) in channels.enumerated() {
      let top = area.bottom + 46 + Self.laneHeight * Double(index)
      let words = SVGDocument.clipped(self.words(of: channel), width: area.width)
      document.text(words, x: area.left, y: top + 12, style: "dim")
      document.line(area.left, top + 23, area.right, top + 23, style: "grid")
      let color = channel.level.map { "c\(SVGPalette.levels[min($0, Self.lanes - 1)])" } ?? "run"
      document.path(path(of: channel.out, area, at: top + 23), style: color, width: 10)
      document.path(
        path(of: channel.back, area, at: top + 23), style: color, width: 10, attributes: LaneStyle.tapeOpacity)
    }
  }

  private func path(of spans: [Span], _ area: PlotArea, at y: Double) -> SVGPath {
    var path = SVGPath()
    for span in spans where span.start < times.upperBound && span.end > times.lowerBound {
      let start = area.x(fraction(max(span.start, times.lowerBound)))
      let end = area.x(fraction(min(span.end, times.upperBound)))
      // Short ones must be visible, and a little light must show between one and the next.
      path.line(start, y, max(end - 0.8, start + 0.6), y)
    }
    return path
  }

  /// What a lane shows: `stalls: 4 of 19`, or `disk: offloads, and prefetches (pale), 14 in all`.
  func words(of channel: Channel, separator: String = GroupedNumber.noBreakSpace) -> String {
    let cost = { (time: Int) in
      GroupedNumber.cost(time, fractionDigits: self.problem.fractionDigits, separator: separator)
    }
    guard let level = channel.level else {
      return "the steps wait: \(cost(statistics.stallTime ?? 0)) of \(cost(makespan))"
    }
    let busy = cost(statistics.levels[level].busyTime ?? 0)
    return "\(PrintableText.line(problem.levels[level].name, limit: 32)): offloads, prefetches (pale); busy for \(busy)"
  }
}
