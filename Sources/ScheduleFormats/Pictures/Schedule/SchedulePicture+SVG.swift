import AdjointSchedules

extension SchedulePicture {
  /// The default size of a picture in pixels.
  public static let defaultSize = (width: 960, height: 540)

  /// Returns the picture as an SVG file of bounded size, without scripts, for light and dark backgrounds.
  ///
  /// - Parameters:
  ///   - width: In pixels, 200 ... 10 000.
  ///   - height: In pixels, 200 ... 10 000.
  /// - Complexity: O(lines + bars), whose number is bounded.
  public func svg(width: Int = defaultSize.width, height: Int = defaultSize.height) -> [UInt8] {
    var document = SVGDocument(
      width: width, height: height, title: title(),
      description: (caption() + levelEntries().map(\.text)).joined(separator: "; "))
    let titles = SVGDocument.titleLines(title(), width: document.width)
    document.title(titles)
    let legendTop = 50 + SVGDocument.titleDepth(titles)
    let caption = SVGDocument.flowed(caption().joined(separator: "; "), width: document.width - 32)
    let bottom = document.height - Double(20 * caption.count)
    // Whether states are crowded depends on the height that the legend leaves.
    var trial = document
    var area = plotArea(
      from: drawLegend(from: legendTop, hasCrowds: false, in: &trial), to: bottom, in: document)
    var crowds = crowds(area)
    let hasCrowds = crowds.contains { !$0.isEmpty }
    let legendEnd = drawLegend(from: legendTop, hasCrowds: hasCrowds, in: &document)
    if hasCrowds {
      area = plotArea(from: legendEnd, to: bottom, in: document)
      crowds = self.crowds(area)
    }
    for (index, line) in caption.enumerated() {
      document.text(line, x: 16, y: document.height - 12 - Double(20 * (caption.count - 1 - index)))
    }
    drawAxes(area, in: &document)
    drawBars(area, crowds, in: &document)
    drawLines(area, in: &document)
    drawPeaks(area, in: &document)
    drawChannels(below: area, in: &document)
    return document.finished()
  }

  private var positionTicks: [PlotArea.Tick] {
    positionMarks(atMost: 10) { GroupedNumber.text($0) }.map { .init(place: height($0.position), label: $0.label) }
  }

  /// Returns the area between two heights, extended downwards if it is too small.
  private func plotArea(from top: Double, to bottom: Double, in document: SVGDocument) -> PlotArea {
    let left = PlotArea.margin(for: positionTicks)
    // The last axis label may extend past its end.
    let last = GroupedNumber.cost(times.upperBound, fractionDigits: problem.fractionDigits)
    let right = document.width - max(20, SVGDocument.width(of: last) / 2 + 6)
    return PlotArea(
      left: left, top: top + 14, width: max(right - left, 40),
      height: max(bottom - 58 - channelsHeight - top - 14, 40))
  }

  private func drawAxes(_ area: PlotArea, in document: inout SVGDocument) {
    let label = { GroupedNumber.cost($0, fractionDigits: problem.fractionDigits) }
    // As many ticks as fit.
    let widest = SVGDocument.width(of: label(times.upperBound)) + 24
    let times = Ticks.whole(in: times, atMost: max(1, min(12, Int(area.width / widest))))
    area.drawAxes(
      x: times.map { .init(place: fraction($0), label: label($0)) },
      y: positionTicks, xTitle: "time (units of cost)", yTitle: positionTitle, in: &document)
  }

  /// Draws the slowest levels first and thickest, so that a state on two levels shows both.
  private func drawBars(_ area: PlotArea, _ crowds: [Crowd], in document: inout SVGDocument) {
    let pitch = area.height / Double(max(states.count - 1, 1))
    for lane in stride(from: Self.lanes - 1, through: 0, by: -1) {
      var (states, tapes) = (SVGPath(), SVGPath())
      for bar in bars where bar.lane == lane {
        let place = place(of: bar, area)
        if bar.isTape {
          tapes.line(place.start, place.y, place.end, place.y)
        } else {
          for part in crowds[lane].clear(place) { states.line(part.start, place.y, part.end, place.y) }
        }
      }
      // If states are closer than bars are thick, bars are thinner, still thicker for slower levels.
      let width = LaneStyle.width(lane)
      let color = "c\(SVGPalette.levels[lane])"
      document.path(
        tapes, style: color, width: min(LaneStyle.tapeWidth, max(width / 2.5, pitch * 0.8)),
        attributes: LaneStyle.tapeOpacity)
      // Slightly more than the distance between lines, so that no seams show.
      document.path(crowds[lane].shade(), style: color, width: 1.2, attributes: LaneStyle.crowdOpacity)
      document.path(
        states, style: color, width: min(width, max(width / 2.5, pitch * 0.9)), attributes: LaneStyle.dashes(lane))
    }
  }

  /// Returns a bar's coordinates in pixels.
  private func place(of bar: Bar, _ area: PlotArea) -> (start: Double, end: Double, y: Double) {
    // A tape is halfway between two states.
    let pitch = area.height / Double(max(states.count - 1, 1))
    let y = area.y(height(bar.state)) - (bar.isTape ? pitch / 2 : 0)
    let (start, end) = (area.x(fraction(bar.start)), area.x(fraction(bar.end)))
    // Zero-length bars must still be visible.
    return (start, max(end, start + 1), y)
  }

  /// Returns where the states of each lane are too close to draw separately.
  private func crowds(_ area: PlotArea) -> [Crowd] {
    (0..<Self.lanes).map { lane in
      Crowd(bars.filter { $0.lane == lane && !$0.isTape }.map { place(of: $0, area) }, in: area)
    }
  }

  private func drawLines(_ area: PlotArea, in document: inout SVGDocument) {
    // Transfers, which are level, are drawn below falling lines.
    for activity in [Activity.forward, .transfer, .backward] {
      let style = LineStyle.of(activity)
      var (blocks, single) = (SVGPath(), SVGPath())
      var widest = 0.0
      for line in lines where line.activity == activity {
        let (start, end) = (area.x(fraction(line.start)), area.x(fraction(line.end)))
        let (from, to) = (area.y(height(line.from)), area.y(height(line.to)))
        if line.isMerged {
          // Never too small to see.
          let middle = (from + to) / 2
          blocks.line(
            (start + end) / 2, max(from, middle + style.width / 2), (start + end) / 2,
            min(to, middle - style.width / 2))
          widest = max(widest, end - start)
        } else {
          single.line(start, from, end, to)
        }
      }
      document.path(
        blocks, style: style.color, width: max(widest, 1), attributes: activity == .forward ? " opacity=\".6\"" : "")
      document.path(
        single, style: style.color, width: lines.count > 1500 ? 1 : style.width,
        attributes: activity == .transfer ? "" : " stroke-linecap=\"round\" stroke-linejoin=\"round\"")
    }
  }

  /// Returns a time as a fraction of the time range shown.
  func fraction(_ time: Int) -> Double { Self.fraction(time, of: times) }

  /// Returns a position as a fraction of the part of the chain shown.
  func height(_ position: Int) -> Double { Self.fraction(position, of: states) }

  private static func fraction(_ number: Int, of range: ClosedRange<Int>) -> Double {
    let whole = range.upperBound - range.lowerBound
    return whole == 0 ? 0 : Double(number - range.lowerBound) / Double(whole)
  }
}
