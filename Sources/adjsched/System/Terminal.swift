/// The size of the reader's terminal, and whether it shows colours.
struct Terminal {
  /// The width in characters, 20 ... 1000: that of the terminal, else `COLUMNS`, else 80.
  let columns: Int
  /// The number of lines that fit without scrolling, at most 24; 24 if there is no terminal.
  let lines: Int
  /// True for a terminal, unless it is dumb or `NO_COLOR` is set.
  let showsColor: Bool

  init(_ descriptor: Descriptor) {
    var size = winsize()
    let isKnown = descriptor.isTerminal && ioctl(descriptor.number, UInt(TIOCGWINSZ), &size) == 0
    let stated = Self.variable("COLUMNS").flatMap { WholeNumber.parse($0) }
    let width = isKnown && size.ws_col > 0 ? Int(size.ws_col) : stated ?? 80
    columns = min(max(width, 20), 1000)
    // Leave a line for the shell's prompt.
    lines = isKnown && size.ws_row > 0 ? min(max(Int(size.ws_row) - 1, 8), 24) : 24
    let isPlain = Self.variable("NO_COLOR")?.isEmpty == false || Self.variable("TERM") == "dumb"
    showsColor = descriptor.isTerminal && !isPlain
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
