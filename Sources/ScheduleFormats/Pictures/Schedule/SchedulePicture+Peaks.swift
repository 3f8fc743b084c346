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

  /// Marks where each level first holds the most states, and writes how many where there is room.
  ///
  /// A label stands over no other and over no mark, and over as little else as there is near its mark. Where there is no
  /// such place, the legend has to do.
  func drawPeaks(_ area: PlotArea, in document: inout SVGDocument) {
    let shown = shownPeaks.prefix(Self.lanes)
    var taken = shown.map { peak in
      Box(x: area.x(fraction(peak.time)) - 6, y: area.y(height(peak.state)) - 6, width: 12, height: 12)
    }
    // Labels lie over marks, which are drawn first.
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
      // What is under a label does less harm than a label that is far from its mark.
      let costs = free.map { (box: $0, cost: ink(in: $0, area) + abs($0.x + width / 2 - x) + abs($0.y + 7.5 - y)) }
      guard let place = costs.min(by: { $0.cost < $1.cost })?.box else { continue }
      taken.append(place)
      let color = SVGPalette.levels[min(peak.level, Self.lanes - 1)]
      document.text(label, x: place.x, y: place.y + 12, style: "f\(color) halo")
    }
  }

  /// Returns places for a label beside a mark, nearest first: left and above nothing has been drawn at a first peak.
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

  /// Returns about how much of what is drawn lies in a rectangle, in pixels of length.
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
      // What of the line lies within the width, as heights.
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
