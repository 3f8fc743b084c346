/// Text in the language of `man`, built line by line.
struct Roff {
  private(set) var lines: [String] = []

  /// The whole page so far.
  var text: String { lines.joined(separator: "\n") + "\n" }

  /// Adds the line that every page starts with.
  mutating func title(_ name: String, section: Int, date: String, source: String) {
    lines.append(".TH \(name.uppercased()) \(section) \(date) \"\(source)\" \"User Commands\"")
  }

  mutating func section(_ title: String) {
    lines.append(".SH \(title)")
  }

  mutating func subsection(_ title: String) {
    lines.append(".SS \(Self.escaped(title))")
  }

  /// Starts a paragraph of its own.
  mutating func paragraph(_ text: String) {
    lines.append(".PP")
    add(text)
  }

  /// Adds text to what is there, right after a section's title for one.
  mutating func add(_ text: String) {
    var line = ""
    for word in Self.escaped(text).split(separator: " ") {
      if !line.isEmpty && line.count + 1 + word.count > Self.width {
        append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    append(line)
  }

  /// Adds a tag, which is markup already, and its explanation beside or below it.
  mutating func tagged(_ tag: String, _ text: String) {
    lines.append(".TP")
    lines.append(tag)
    add(text)
  }

  /// Adds a line that is markup already.
  mutating func line(_ markup: String) {
    lines.append(markup)
  }

  /// Adds lines that stay as they are.
  mutating func verbatim(_ text: String) {
    lines += [".PP", ".RS", ".nf"]
    for line in text.split(separator: "\n") { append(Self.escaped(String(line))) }
    lines += [".fi", ".RE"]
  }

  static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }
  static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

  private static let width = 76

  /// Adds a line of text; one that begins like a request gets an invisible character before it.
  private mutating func append(_ line: String) {
    lines.append(line.hasPrefix(".") ? "\\&\(line)" : line)
  }

  /// Returns the text with what the formatter would take for something else spelled out.
  ///
  /// Every hyphen becomes a minus sign: most of them stand in names that are typed, and are to be found by searching.
  private static func escaped(_ text: String) -> String {
    let names: [Character: String] = [
      "\\": "\\e", "-": "\\-", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti",
    ]
    return text.map { names[$0] ?? String($0) }.joined()
  }
}
