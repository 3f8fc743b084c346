/// How large the terminal is in which a text will be read, and whether it shows colours.
struct Terminal {
  /// The width in characters: that of the terminal, else what `COLUMNS` says, else 80; 20 ... 1000.
  let columns: Int
  /// How many lines fill it without pushing anything out, 24 at most and 24 where there is no terminal.
  let lines: Int
  /// True on a terminal, unless it is a dumb one or `NO_COLOR` is set to anything.
  let showsColor: Bool

  init(_ descriptor: Descriptor) {
    var size = winsize()
    let isKnown = descriptor.isTerminal && ioctl(descriptor.number, UInt(TIOCGWINSZ), &size) == 0
    let stated = Self.variable("COLUMNS").flatMap { WholeNumber.parse($0) }
    let width = isKnown && size.ws_col > 0 ? Int(size.ws_col) : stated ?? 80
    columns = min(max(width, 20), 1000)
    // The shell's next line needs one too.
    lines = isKnown && size.ws_row > 0 ? min(max(Int(size.ws_row) - 1, 8), 24) : 24
    let isPlain = Self.variable("NO_COLOR")?.isEmpty == false || Self.variable("TERM") == "dumb"
    showsColor = descriptor.isTerminal && !isPlain
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
