/// A figure of ratios to the optimum over the chain's length, as SVG; drawn with whole numbers, the same everywhere.
struct LineChart {
  let title: String
  let lengths: [Int]
  let curves: [Curve]

  private static let plot = (left: 60, top: 50, width: 480, height: 320)
  /// The ratios that the axis names, in thousandths.
  private static let ticks = [1000, 1100, 1250, 1500, 2000, 3000, 5000, 10_000]
  /// Colours that most people can tell apart.
  private static let colors = [
    "black", "royalblue", "orangered", "seagreen", "orchid", "orange", "skyblue", "sienna", "gray", "olive", "teal",
  ]

  var svg: String {
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 420\" font-family=\"sans-serif\" font-size=\"13\">",
      "<rect width=\"760\" height=\"420\" fill=\"white\"/>",
      text(title, x: Self.plot.left, y: 22, anchor: "start"),
      text("length of the chain", x: Self.plot.left + Self.plot.width / 2, y: 408, anchor: "middle"),
      text("times the optimum", x: 8, y: 42, anchor: "start"),
    ]
    lines += grid
    for (index, curve) in curves.enumerated() {
      lines += drawing(curve, color: Self.colors[index % Self.colors.count], row: index)
    }
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  private var grid: [String] {
    let bottom = Self.plot.top + Self.plot.height
    let right = Self.plot.left + Self.plot.width
    let rows = Self.ticks.flatMap { ratio in
      [
        line((Self.plot.left, y(ratio)), (right, y(ratio)), color: "lightgray", width: 1),
        text(Self.name(ofTick: ratio), x: Self.plot.left - 8, y: y(ratio) + 4, anchor: "end"),
      ]
    }
    let columns = lengths.filter { String($0).hasPrefix("1") }.flatMap { length in
      [
        line((x(length), Self.plot.top), (x(length), bottom), color: "lightgray", width: 1),
        text("\(length)", x: x(length), y: bottom + 18, anchor: "middle"),
      ]
    }
    return rows + columns
  }

  private func drawing(_ curve: Curve, color: String, row: Int) -> [String] {
    var lines: [String] = []
    for (a, b) in zip(curve.points, curve.points.dropFirst()) {
      lines.append(
        line((x(a.length), y(a.thousandths)), (x(b.length), y(b.thousandths)), color: color, width: 2))
    }
    for point in curve.points {
      lines.append("<circle cx=\"\(x(point.length))\" cy=\"\(y(point.thousandths))\" r=\"3\" fill=\"\(color)\"/>")
    }
    let (left, top) = (Self.plot.left + Self.plot.width + 15, Self.plot.top + 10 + 20 * row)
    lines.append("<rect x=\"\(left)\" y=\"\(top - 9)\" width=\"14\" height=\"10\" fill=\"\(color)\"/>")
    lines.append(text(curve.name, x: left + 20, y: top, anchor: "start"))
    return lines
  }

  /// Returns the place of a length on a logarithmic axis, for lengths of one digit 1, 2 or 5 and zeros.
  private func x(_ length: Int) -> Int {
    let first = logarithm(lengths[0])
    let span = max(1, logarithm(lengths[lengths.count - 1]) - first)
    return Self.plot.left + Self.plot.width * (logarithm(length) - first) / span
  }

  /// Returns the decimal logarithm in thousandths.
  private func logarithm(_ length: Int) -> Int {
    let digits = String(length)
    let first = digits.hasPrefix("5") ? 699 : digits.hasPrefix("2") ? 301 : 0
    return 1000 * (digits.count - 1) + first
  }

  /// Returns the place of a ratio on an axis that has room for all of them: at 1 - 1 / ratio of the height.
  private func y(_ thousandths: Int) -> Int {
    Self.plot.top + Self.plot.height * 1000 / max(thousandths, 1000)
  }

  /// Returns a ratio as it is written: `1`, `1.1`, `1.25`.
  private static func name(ofTick thousandths: Int) -> String {
    var text = "\(thousandths / 1000).\(String(thousandths % 1000 + 1000).dropFirst())"
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }

  private func line(_ a: (x: Int, y: Int), _ b: (x: Int, y: Int), color: String, width: Int) -> String {
    "<line x1=\"\(a.x)\" y1=\"\(a.y)\" x2=\"\(b.x)\" y2=\"\(b.y)\" stroke=\"\(color)\" stroke-width=\"\(width)\"/>"
  }

  private func text(_ text: String, x: Int, y: Int, anchor: String) -> String {
    "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\">\(text)</text>"
  }
}
