extension SchedulePicture {
  /// A rectangle of the picture.
  private struct Box {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    func meets(_ other: Box) -> Bool {
      x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
    }
  }

  /// Marks where each level first reaches its peak, with the number of states if there is room.
  ///
  /// A label covers no other label or mark, and as little else as possible near its mark. If there is no such place,
  /// only the legend has the number.
  func drawPeaks(_ area: PlotArea, in document: inout SVGDocument) {
    let shown = shownPeaks.prefix(Self.lanes)
    var taken = shown.map { peak in
      Box(x: area.x(fraction(peak.time)) - 6, y: area.y(height(peak.state)) - 6, width: 12, height: 12)
    }
    // Labels are drawn over marks.
    for peak in shown.reversed() {
      let (x, y) = (area.x(fraction(peak.time)), area.y(height(peak.state)))
      let color = SVGPalette.levels[min(peak.level, Self.lanes - 1)]
      document.add(
        "<circle class=\"bg c\(color)\" stroke-width=\"2\" cx=\"\(SVGDocument.number(x))\" cy=\"\(SVGDocument.number(y))\" r=\"4\"/>"
      )
    }
    for peak in shown.reversed() {
      let (x, y) = (area.x(fraction(peak.time)), area.y(height(peak.state)))
      let label = "peak \(GroupedNumber.text(peak.slots))"
      // Bold letters are wider.
      let width = 1.1 * SVGDocument.width(of: label)
      let free = places(of: width, x, y).filter { box in
        box.x >= area.left && box.x + box.width <= area.right && box.y >= area.top - 10
          && box.y + box.height <= area.bottom
          && !taken.contains(where: box.meets)
      }
      // Covering something is better than a label far from its mark.
      let costs = free.map { (box: $0, cost: ink(in: $0, area) + abs($0.x + width / 2 - x) + abs($0.y + 7.5 - y)) }
      guard let place = costs.min(by: { $0.cost < $1.cost })?.box else { continue }
      taken.append(place)
      let color = SVGPalette.levels[min(peak.level, Self.lanes - 1)]
      document.text(label, x: place.x, y: place.y + 12, style: "f\(color) halo")
    }
  }

  /// Returns places for a label near a mark, nearest first; at a first peak nothing is drawn to the left and above.
  private func places(of width: Double, _ x: Double, _ y: Double) -> [Box] {
    var places: [Box] = []
    for distance in stride(from: 8.0, through: 56, by: 12) {
      for top in [y - 13 - distance, y - 7.5, y - 1 + distance] {
        for left in [x - distance - width, x + distance] {
          places.append(Box(x: left, y: top, width: width, height: 15))
        }
      }
    }
    return places
  }

  /// Returns the approximate length of drawn lines in a rectangle, in pixels.
  private func ink(in box: Box, _ area: PlotArea) -> Double {
    var ink = 0.0
    for bar in bars {
      let y = area.y(height(bar.state))
      guard y > box.y, y < box.y + box.height else { continue }
      ink += max(0, min(area.x(fraction(bar.end)), box.x + box.width) - max(area.x(fraction(bar.start)), box.x))
    }
    for line in lines {
      let (start, end) = (area.x(fraction(line.start)), area.x(fraction(line.end)))
      guard end > box.x, start < box.x + box.width else { continue }
      // The heights of the line within the width.
      let (from, to) = (area.y(height(line.from)), area.y(height(line.to)))
      let slope = end > start ? (to - from) / (end - start) : 0
      let enters = line.isMerged ? from : from + slope * max(0, box.x - start)
      let leaves = line.isMerged || end == start ? to : from + slope * min(end - start, box.x + box.width - start)
      let (upper, lower) = (min(enters, leaves), max(enters, leaves))
      guard lower > box.y, upper < box.y + box.height else { continue }
      ink += max(2, min(lower, box.y + box.height) - max(upper, box.y))
    }
    return ink
  }
}
