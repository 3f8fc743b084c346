/// Curves over an axis: makespans over slots, ratios over lengths.
///
/// Curves differ in colour, in the shape of their points and, beyond eight, in dashes. A curve that would squash the
/// others may be cut: its part above the others is drawn in a strip above a break in the axis.
package struct LineChart: Sendable {
  package struct Point: Hashable, Sendable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  package struct Curve: Sendable {
    package var name: String
    /// From left to right.
    package var points: [Point]
    /// The legend of a cut curve, such as its largest value; nil for curves that the axis fits.
    package var cut: String?

    package init(name: String, points: [Point], cut: String? = nil) {
      self.name = name
      self.points = points
      self.cut = cut
    }
  }

  /// More curves cannot be told apart.
  package static let maximumCurves = 24

  package var title: String
  package var x: ChartAxis
  package var y: ChartAxis
  package var curves: [Curve]

  package init(title: String, x: ChartAxis, y: ChartAxis, curves: [Curve]) {
    self.title = title
    self.x = x
    self.y = y
    self.curves = curves
  }

  /// Returns the chart as an SVG file: no script, light and dark, its size bounded by pixels and curves.
  ///
  /// - Complexity: O(points) time, since each is visited a few times.
  package func svg(width: Int = 760, height: Int = 440) -> [UInt8] {
    let titles = SVGDocument.titleLines(title, width: Double(width))
    let entries = curves.enumerated().flatMap { index, curve in
      [(index: index, text: PrintableText.line(curve.name, limit: 34), isName: true)]
        + (curve.cut.map { [(index: index, text: PrintableText.line($0, limit: 34), isName: false)] } ?? [])
    }
    let depth = SVGDocument.titleDepth(titles)
    var document = SVGDocument(
      width: width, height: max(height, 74 + 20 * entries.count) + Int(depth), title: title,
      description: "\(y.title) over \(x.title): "
        + curves.map { [$0.name, $0.cut].compactMap { $0 }.joined(separator: " ") }.joined(separator: ", "))
    document.title(titles)
    let points = curves.flatMap(\.points)
    let fitted = curves.filter { $0.cut == nil }.flatMap(\.points)
    let xs = FittedAxis(x, values: points.map(\.x))
    let ys = FittedAxis(y, values: (fitted.isEmpty ? points : fitted).map(\.y))
    let yTicks = ys.ticks(atMost: 10)
    let legend = 44 + (entries.map { SVGDocument.width(of: $0.text) }.max() ?? 0)
    let left = PlotArea.margin(for: yTicks)
    let isBroken = curves.contains { $0.cut != nil && $0.points.contains { ys.place($0.y) > 1 } }
    let top = 46 + depth + (isBroken ? CurveTrack.stripHeight : 0)
    let area = PlotArea(
      left: left, top: top, width: max(document.width - left - legend - 16, 120), height: document.height - top - 54)
    area.drawAxes(x: xTicks(xs, area), y: yTicks, xTitle: x.title, yTitle: y.title, in: &document)
    if isBroken { CurveTrack.drawBreak(above: area, in: &document) }
    // The first curve is drawn last, on top of curves that coincide with it.
    for (index, curve) in curves.enumerated().reversed() {
      let points = Self.thinned(
        curve.points.map { Point(x: area.x(xs.place($0.x)), y: area.y(ys.place($0.y))) }, atMost: 4 * Int(area.width))
      let track = CurveTrack(points, top: area.top)
      draw(track, marks: points.count > 40 ? [] : track.marks, index, in: &document)
    }
    for (row, entry) in entries.enumerated() {
      let (x, y) = (area.right + 16, 58 + depth + 20 * Double(row))
      if entry.isName {
        let sample = CurveTrack([Point(x: x, y: y - 4.5), Point(x: x + 24, y: y - 4.5)], top: 0)
        draw(sample, marks: [Point(x: x + 12, y: y - 4.5)], entry.index, in: &document)
      }
      document.text(entry.text, x: x + 31, y: y, style: entry.isName ? "ink" : "dim")
    }
    return document.finished()
  }

  /// Returns as many ticks as fit side by side.
  private func xTicks(_ axis: FittedAxis, _ area: PlotArea) -> [PlotArea.Tick] {
    for most in stride(from: 12, through: 1, by: -1) {
      let ticks = axis.ticks(atMost: most)
      let isWide = zip(ticks, ticks.dropFirst()).allSatisfy { a, b in
        let widths = SVGDocument.width(of: a.label) + SVGDocument.width(of: b.label)
        return (b.place - a.place) * area.width > widths / 2 + 8
      }
      if isWide { return ticks }
    }
    return Array(axis.ticks(atMost: 1).prefix(1))
  }

  private func draw(_ track: CurveTrack, marks: [Point], _ index: Int, in document: inout SVGDocument) {
    let color = SVGPalette.series[index % SVGPalette.series.count]
    let dashes = ["", " stroke-dasharray=\"7 3\"", " stroke-dasharray=\"2 3\""][index / SVGPalette.series.count % 3]
    var path = SVGPath()
    for line in track.lines { path.line(line.from.x, line.from.y, line.to.x, line.to.y) }
    document.path(path, style: "c\(color)", width: 2, attributes: dashes + " stroke-linejoin=\"round\"")
    var shapes = SVGPath()
    for point in marks { Self.mark(index, point, in: &shapes) }
    document.path(shapes, style: "f\(color)", width: 0)
  }

  /// Adds a square, a diamond, or a triangle pointing up or down.
  private static func mark(_ index: Int, _ point: Point, in path: inout SVGPath) {
    let shapes: [[(x: Double, y: Double)]] = [
      [(-3, -3), (3, -3), (3, 3), (-3, 3)], [(0, -4.5), (4.5, 0), (0, 4.5), (-4.5, 0)],
      [(0, -4.5), (4, 3.5), (-4, 3.5)], [(0, 4.5), (4, -3.5), (-4, -3.5)],
    ]
    let shape = shapes[index % shapes.count]
    path.move(point.x + shape[0].x, point.y + shape[0].y)
    for corner in shape.dropFirst() { path.line(point.x + corner.x, point.y + corner.y) }
  }

  /// Returns the points or, if there are too many, the first, lowest, highest and last per pixel of width.
  static func thinned(_ points: [Point], atMost most: Int) -> [Point] {
    guard points.count > most else { return points }
    var thinned: [Point] = []
    var rest = points[...]
    while let first = rest.first {
      let group = rest.prefix { $0.x.rounded(.down) == first.x.rounded(.down) }
      rest = rest.dropFirst(group.count)
      let lowest = group.indices.max { group[$0].y < group[$1].y }
      let highest = group.indices.min { group[$0].y < group[$1].y }
      let kept = Set([group.startIndex, lowest ?? group.startIndex, highest ?? group.startIndex, group.endIndex - 1])
      thinned += kept.sorted().map { points[$0] }
    }
    return thinned
  }
}
