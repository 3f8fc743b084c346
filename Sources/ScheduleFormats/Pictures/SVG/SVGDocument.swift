/// An SVG picture being built, without scripts, with colour classes for light and dark.
struct SVGDocument {
  enum Anchor: String {
    case start, middle, end
  }

  let width: Double
  let height: Double
  private var bytes: [UInt8] = []

  /// - Parameters:
  ///   - title: The title, for readers who cannot see the picture.
  ///   - description: A description, also for readers who cannot see it.
  init(width: Int, height: Int, title: String, description: String) {
    self.width = Double(width)
    self.height = Double(height)
    add(
      """
      <svg xmlns="http://www.w3.org/2000/svg" class="adjsched" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" role="img">
      <title>\(Self.escaped(title))</title>
      <desc>\(Self.escaped(description))</desc>
      <style>
      \(SVGPalette.css)
      </style>
      <rect class="bg" width="\(width)" height="\(height)"/>
      """)
  }

  /// Returns the whole picture.
  consuming func finished() -> [UInt8] {
    add("</svg>")
    return bytes
  }

  mutating func add(_ element: String) {
    bytes.append(text: element + "\n")
  }

  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, style: String = "ink", attributes: String = ""
  ) {
    let place = "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
    let anchor = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    add("<text class=\"\(style)\" \(place)\(anchor)\(attributes)>\(Self.escaped(text))</text>")
  }

  /// Adds a path unless it is empty.
  mutating func path(_ path: SVGPath, style: String, width: Double, attributes: String = "") {
    if path.isEmpty { return }
    bytes.append(text: "<path class=\"\(style)\" stroke-width=\"\(Self.number(width))\"\(attributes) d=\"")
    bytes += path.bytes
    bytes.append(text: "\"/>\n")
  }

  mutating func line(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, style: String, width: Double = 1) {
    var path = SVGPath()
    path.line(x0, y0, x1, y1)
    self.path(path, style: style, width: width)
  }

  /// Returns a number with at most one decimal.
  static func number(_ value: Double) -> String {
    var bytes: [UInt8] = []
    bytes.append(tenths: SVGPath.tenths(value))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns a text escaped for XML, on one line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in PrintableText.line(text).unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      // Not a valid XML character.
      case "\u{FFFE}", "\u{FFFF}": result += " "
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// Returns a text truncated to about `width` pixels.
  static func clipped(_ text: String, width: Double) -> String {
    if self.width(of: text) <= width { return text }
    var text = text
    while !text.isEmpty && self.width(of: text) > width - 12 { text.removeLast() }
    return text + "…"
  }

  /// Returns a text wrapped at blanks to lines of about `width` pixels.
  static func flowed(_ text: String, width: Double) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ").map(String.init) {
      if let last = lines.last, self.width(of: last + " " + word) <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(clipped(word, width: width))
      }
    }
    return lines
  }

  /// Returns a title in at most three lines for a picture `width` pixels wide.
  static func titleLines(_ text: String, width: Double) -> [String] {
    // Titles are larger and bold.
    let room = (width - 32) / 1.35
    let lines = flowed(String(text.unicodeScalars.prefix(1000)), width: room)
    if lines.count <= 3 { return lines }
    return lines.prefix(2) + [clipped(lines.dropFirst(2).joined(separator: " "), width: room)]
  }

  /// The distance from the first to the last line of a title.
  static func titleDepth(_ lines: [String]) -> Double { 20 * Double(max(lines.count - 1, 0)) }

  mutating func title(_ lines: [String]) {
    for (index, line) in lines.enumerated() { text(line, x: 16, y: 26 + 20 * Double(index), style: "ink title") }
  }

  /// Returns the approximate width of a text of 13 pixels, rather too large than too small.
  static func width(of text: String) -> Double {
    text.unicodeScalars.reduce(0) { width, character in
      switch character {
      case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", "(", ")", " ", "\u{A0}", "-", "f", "t", "r":
        return width + 5.2
      case "m", "w", "M", "W", "@", "%", "\u{2192}": return width + 12.5
      case _ where character.value >= 0x1100: return width + 14
      default: return width + 8.2
      }
    }
  }
}
