/// The path of a curve in a chart whose axis may be broken at the top; values above are drawn level in a strip.
struct CurveTrack {
  /// The height of the strip and of the break below it, in pixels.
  static let stripHeight = 28.0

  /// The straight lines, joined except at the break.
  private(set) var lines: [(from: LineChart.Point, to: LineChart.Point)] = []
  /// The visible points of the curve.
  private(set) var marks: [LineChart.Point] = []

  /// - Parameters:
  ///   - points: From left to right, in pixels.
  ///   - top: The end of the axis; the strip is above it.
  init(_ points: [LineChart.Point], top: Double) {
    let strip = top - Self.stripHeight + 6
    // Rounding may put the largest value slightly above the axis's end.
    let isAbove = { (point: LineChart.Point) in point.y < top - 0.05 }
    let seen = { (point: LineChart.Point) in isAbove(point) ? LineChart.Point(x: point.x, y: strip) : point }
    marks = points.map(seen)
    for (a, b) in zip(points, points.dropFirst()) {
      if isAbove(a) == isAbove(b) {
        lines.append((seen(a), seen(b)))
        continue
      }
      // Up to the end of the axis, then in the strip.
      let crossing = a.x + (b.x - a.x) * (top - a.y) / (b.y - a.y)
      let (end, other) = (LineChart.Point(x: crossing, y: top), LineChart.Point(x: crossing, y: strip))
      lines.append(isAbove(a) ? (seen(a), other) : (a, end))
      lines.append(isAbove(a) ? (end, b) : (other, seen(b)))
    }
  }

  /// Draws the axis of the strip and the break.
  static func drawBreak(above area: PlotArea, in document: inout SVGDocument) {
    let strip = area.top - stripHeight + 6
    var axis = SVGPath()
    axis.line(area.left, strip - 8, area.left, strip + 8)
    for y in [area.top, strip + 8] { axis.line(area.left - 5, y + 2.5, area.left + 5, y - 2.5) }
    document.path(axis, style: "axis", width: 1)
    document.text("cut", x: area.left - 8, y: strip + 4.5, anchor: .end, style: "dim")
  }
}
