/// The rectangle of a picture for the data, with its axes.
struct PlotArea {
  /// A labelled position along an axis, as a fraction of its length.
  struct Tick {
    var place: Double
    var label: String
  }

  var left: Double
  var top: Double
  var width: Double
  var height: Double

  var right: Double { left + width }
  var bottom: Double { top + height }

  /// Returns the x coordinate of a fraction of the width.
  func x(_ fraction: Double) -> Double { left + width * fraction }

  /// Returns the y coordinate of a fraction of the height, counted from below.
  func y(_ fraction: Double) -> Double { bottom - height * fraction }

  /// Draws the grid, the labels of the ticks, and the titles with their units.
  func drawAxes(x: [Tick], y: [Tick], xTitle: String, yTitle: String, in document: inout SVGDocument) {
    var grid = SVGPath()
    for tick in x { grid.line(self.x(tick.place), top, self.x(tick.place), bottom) }
    for tick in y { grid.line(left, self.y(tick.place), right, self.y(tick.place)) }
    document.path(grid, style: "grid", width: 1)
    var axes = SVGPath()
    axes.line(left, top, left, bottom)
    axes.line(left, bottom, right, bottom)
    document.path(axes, style: "axis", width: 1)
    for tick in x {
      document.text(tick.label, x: self.x(tick.place), y: bottom + 18, anchor: .middle, style: "dim")
    }
    for tick in y {
      document.text(tick.label, x: left - 8, y: self.y(tick.place) + 4.5, anchor: .end, style: "dim")
    }
    document.text(xTitle, x: left + width / 2, y: bottom + 38, anchor: .middle)
    let middle = top + height / 2
    document.text(
      SVGDocument.clipped(yTitle, width: height + 40), x: 18, y: middle, anchor: .middle,
      attributes: " transform=\"rotate(-90 18 \(SVGDocument.number(middle)))\"")
  }

  /// Returns the space needed by the labels and title of a vertical axis.
  static func margin(for ticks: [Tick]) -> Double {
    36 + (ticks.map { SVGDocument.width(of: $0.label) }.max() ?? 0)
  }
}
