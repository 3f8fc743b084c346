/// Stacked bars: the makespans of strategies and their parts.
///
/// Parts differ in colour and height. A bar that would dwarf the others is cut; its value is printed after it, and the
/// legend explains the gap.
package struct BarChart: Sendable {
  package struct Bar: Sendable {
    package var name: String
    /// One value per part, at least 0.
    package var parts: [Double]
    /// The text after the bar.
    package var label: String

    package init(name: String, parts: [Double], label: String) {
      self.name = name
      self.parts = parts
      self.label = label
    }

    var total: Double { parts.reduce(0, +) }
  }

  package var title: String
  /// The quantity on the axis, with its unit.
  package var axisTitle: String
  package var partNames: [String]
  package var bars: [Bar]
  /// A line across all bars, and its name.
  package var reference: (name: String, value: Double)?
  /// The text below the chart.
  package var note: String

  package init(
    title: String, axisTitle: String, partNames: [String], bars: [Bar], reference: (name: String, value: Double)? = nil,
    note: String = ""
  ) {
    self.title = title
    self.axisTitle = axisTitle
    self.partNames = partNames
    self.bars = bars
    self.reference = reference
    self.note = note
  }

  /// The end of the axis: four times the shortest bar if any bar is longer.
  private var end: Double {
    let totals = bars.map(\.total)
    let (least, greatest) = (totals.min() ?? 0, totals.max() ?? 0)
    return least > 0 && greatest > 4 * least ? 4 * least : max(greatest, 1e-9)
  }

  /// Returns the chart as an SVG file: no script, light and dark.
  package func svg(width: Int = 760) -> [UInt8] {
    let names = bars.map { PrintableText.line($0.name, limit: 34) }
    let notes = note.isEmpty ? [] : SVGDocument.flowed(note, width: Double(width) - 32)
    let titles = SVGDocument.titleLines(title, width: Double(width))
    let top = 84 + SVGDocument.titleDepth(titles)
    var document = SVGDocument(
      width: width, height: Int(top) + 26 * bars.count + 54 + 24 * min(notes.count, 1) + 20 * max(notes.count - 1, 0),
      title: title,
      description: "\(axisTitle): " + bars.map { "\($0.name) \($0.label)" }.joined(separator: ", "))
    document.title(titles)
    drawLegend(y: top - 34, in: &document)
    let left = 24 + (names.map { SVGDocument.width(of: $0) }.max() ?? 0)
    let labels = 24 + (bars.map { SVGDocument.width(of: $0.label) }.max() ?? 0)
    let area = PlotArea(
      left: left, top: top, width: max(document.width - left - labels, 120), height: 26 * Double(bars.count))
    drawAxis(area, in: &document)
    for (index, bar) in bars.enumerated() {
      let y = area.top + 26 * Double(index) + 13
      document.text(names[index], x: left - 8, y: y + 4.5, anchor: .end)
      draw(bar, y, area, in: &document)
    }
    for (index, line) in notes.enumerated() {
      document.text(line, x: 16, y: document.height - 12 - 20 * Double(notes.count - 1 - index), style: "dim")
    }
    return document.finished()
  }

  private static let colors = [7, 1, 0]
  private static let heights = [14.0, 10, 6]

  private func drawLegend(y: Double, in document: inout SVGDocument) {
    var x = 16.0
    for (part, name) in partNames.enumerated() {
      document.add(rectangle(part, x: x, y: y - 4.5, width: 24))
      document.text(name, x: x + 31, y: y)
      x += 31 + SVGDocument.width(of: name) + 20
    }
    guard bars.contains(where: { $0.total > end }) else { return }
    document.add(rectangle(1, x: x, y: y - 4.5, width: 24))
    drawCut(x: x + 24, y: y - 4.5, in: &document)
    document.text("cut, the value behind it", x: x + 31, y: y)
  }

  /// Draws two strokes in the background colour across a bar that ends at `x`.
  private func drawCut(x: Double, y: Double, in document: inout SVGDocument) {
    var cut = SVGPath()
    for offset in [18.0, 12] { cut.line(x - offset, y + 10, x - offset + 6, y - 10) }
    document.path(cut, style: "halo", width: 3)
  }

  private func drawAxis(_ area: PlotArea, in document: inout SVGDocument) {
    let axis = FittedAxis(ChartAxis(title: "", scale: .linearFromZero), values: [0, end])
    let widest = axis.ticks(atMost: 5).map { SVGDocument.width(of: $0.label) }.max() ?? 0
    let ticks = axis.ticks(atMost: max(1, min(8, Int(area.width / (widest + 24)))))
    area.drawAxes(x: ticks, y: [], xTitle: axisTitle, yTitle: "", in: &document)
    if let reference, reference.value <= end {
      let x = area.x(reference.value / end)
      var path = SVGPath()
      path.line(x, area.top - 4, x, area.bottom)
      document.path(path, style: "axis", width: 1.5, attributes: " stroke-dasharray=\"4 3\"")
      let half = SVGDocument.width(of: reference.name) / 2
      document.text(
        reference.name, x: min(max(x, area.left + half), area.right - half), y: area.top - 8, anchor: .middle,
        style: "dim")
    }
  }

  private func draw(_ bar: Bar, _ y: Double, _ area: PlotArea, in document: inout SVGDocument) {
    var start = 0.0
    for (part, value) in bar.parts.enumerated() where start < end {
      let stop = min(start + value, end)
      if stop > start {
        document.add(rectangle(part, x: area.x(start / end), y: y, width: area.width * (stop - start) / end))
      }
      start += value
    }
    let isCut = bar.total > end
    let x = area.x(min(bar.total, end) / end)
    if isCut { drawCut(x: x, y: y, in: &document) }
    document.text(bar.label, x: x + 8, y: y + 4.5, style: isCut ? "dim" : "ink")
  }

  private func rectangle(_ part: Int, x: Double, y: Double, width: Double) -> String {
    let height = Self.heights[min(part, Self.heights.count - 1)]
    let number = SVGDocument.number
    return
      "<rect class=\"f\(Self.colors[min(part, Self.colors.count - 1)])\" x=\"\(number(x))\" y=\"\(number(y - height / 2))\" width=\"\(number(width))\" height=\"\(number(height))\"/>"
  }
}
