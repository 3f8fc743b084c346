/// Curves over an axis: makespans over slots, ratios over lengths.
///
/// Curves differ in colour, in the shape of their points, and beyond eight in their dashes.
public struct LineChart: Sendable {
  public struct Point: Hashable, Sendable {
    public var x: Double
    public var y: Double

    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  public struct Curve: Sendable {
    public var name: String
    /// From left to right.
    public var points: [Point]

    public init(name: String, points: [Point]) {
      self.name = name
      self.points = points
    }
  }

  /// More curves than these cannot be told apart.
  public static let maximumCurves = 24

  public var title: String
  public var x: ChartAxis
  public var y: ChartAxis
  public var curves: [Curve]

  public init(title: String, x: ChartAxis, y: ChartAxis, curves: [Curve]) {
    self.title = title
    self.x = x
    self.y = y
    self.curves = curves
  }

  /// Returns the chart as an SVG file: no script, light and dark, its size bounded by pixels and curves.
  ///
  /// - Complexity: O(points) in time, since each is looked at a few times.
  public func svg(width: Int = 760, height: Int = 440) -> [UInt8] {
    let names = curves.map { PrintableText.line($0.name, limit: 34) }
    var document = SVGDocument(
      width: width, height: max(height, 74 + 20 * names.count), title: title,
      description: "\(y.title) over \(x.title): \(names.joined(separator: ", "))")
    document.text(
      SVGDocument.clipped(PrintableText.line(title, limit: 200), width: document.width - 60), x: 16, y: 26,
      style: "ink title")
    let points = curves.flatMap(\.points)
    let (xs, ys) = (FittedAxis(x, values: points.map(\.x)), FittedAxis(y, values: points.map(\.y)))
    let yTicks = ys.ticks(atMost: 10)
    let legend = 44 + (names.map { SVGDocument.width(of: $0) }.max() ?? 0)
    let left = PlotArea.margin(for: yTicks)
    let area = PlotArea(
      left: left, top: 46, width: max(document.width - left - legend - 16, 120), height: document.height - 46 - 54)
    area.drawAxes(x: xTicks(xs, area), y: yTicks, xTitle: x.title, yTitle: y.title, in: &document)
    // The first curve is drawn last, on top of those that coincide with it.
    for (index, curve) in curves.enumerated().reversed() {
      let points = Self.thinned(
        curve.points.map { Point(x: area.x(xs.place($0.x)), y: area.y(ys.place($0.y))) }, atMost: 4 * Int(area.width))
      draw(points, marks: points.count > 40 ? [] : points, index, in: &document)
    }
    for (index, name) in names.enumerated() {
      let (x, y) = (area.right + 16, area.top + 12 + 20 * Double(index))
      let middle = Point(x: x + 12, y: y - 4.5)
      draw([Point(x: x, y: y - 4.5), Point(x: x + 24, y: y - 4.5)], marks: [middle], index, in: &document)
      document.text(name, x: x + 31, y: y)
    }
    return document.finished()
  }

  /// Returns as many ticks as have room beside each other.
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

  private func draw(_ points: [Point], marks: [Point], _ index: Int, in document: inout SVGDocument) {
    let color = SVGPalette.series[index % SVGPalette.series.count]
    let dashes = ["", " stroke-dasharray=\"7 3\"", " stroke-dasharray=\"2 3\""][index / SVGPalette.series.count % 3]
    var path = SVGPath()
    for (a, b) in zip(points, points.dropFirst()) { path.line(a.x, a.y, b.x, b.y) }
    document.path(path, style: "c\(color)", width: 2, attributes: dashes + " stroke-linejoin=\"round\"")
    var shapes = SVGPath()
    for point in marks { Self.mark(index, point, in: &shapes) }
    document.path(shapes, style: "f\(color)", width: 0)
  }

  /// Adds a square, a diamond, a triangle upwards or downwards.
  private static func mark(_ index: Int, _ point: Point, in path: inout SVGPath) {
    let shapes: [[(x: Double, y: Double)]] = [
      [(-3, -3), (3, -3), (3, 3), (-3, 3)], [(0, -4.5), (4.5, 0), (0, 4.5), (-4.5, 0)],
      [(0, -4.5), (4, 3.5), (-4, 3.5)], [(0, 4.5), (4, -3.5), (-4, -3.5)],
    ]
    let shape = shapes[index % shapes.count]
    path.move(point.x + shape[0].x, point.y + shape[0].y)
    for corner in shape.dropFirst() { path.line(point.x + corner.x, point.y + corner.y) }
  }

  /// Returns the points, or where there are too many the first, lowest, highest and last of each pixel's width.
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
