/// A line of coloured text, with one escape sequence per change of colour.
struct TerminalLine {
  let isColored: Bool
  private var text = ""
  private var color: Int?

  init(isColored: Bool) {
    self.isColored = isColored
  }

  /// Adds a text in one of the terminal's colours, or in its text colour.
  mutating func add(_ text: String, color: Int?) {
    if isColored && color != self.color && text != " " {
      self.text += color.map { "\u{1B}[\($0)m" } ?? "\u{1B}[39m"
      self.color = color
    }
    self.text += text
  }

  /// Returns the line without trailing blanks.
  consuming func finished() -> String {
    while text.hasSuffix(" ") { text.removeLast() }
    return color == nil ? text : text + "\u{1B}[39m"
  }
}

/// The characters and colours of a picture in the terminal.
enum TerminalGlyph {
  /// A block for each set of quarters: upper left 1, upper right 2, lower left 4, lower right 8.
  static let quarters = [" ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█"]
  /// Slower levels have thicker bars.
  static let bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// Red.
  static let backward = 31

  /// Blue, green, magenta, yellow, cyan, then bright ones.
  static func color(ofLane lane: Int) -> Int {
    let colors = [34, 32, 35, 33, 36, 94, 92, 95]
    return colors[min(lane, colors.count - 1)]
  }

  /// Returns the approximate number of terminal columns of a text.
  static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { count, scalar in
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: return count
      default: return count + (scalar.value >= 0x1100 && !(0x2000...0x2BFF).contains(scalar.value) ? 2 : 1)
      }
    }
  }
}
