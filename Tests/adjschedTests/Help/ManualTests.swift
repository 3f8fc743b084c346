import Testing

@testable import adjsched

/// The manual page, as made from the tables and as programs that format such pages see it.
@Suite struct ManualTests {
  @Test func `every command, option, status and example is on the page`() throws {
    let lines = Manual.page.split(separator: "\n")
    func bold(_ text: String) -> String { Roff.bold(text) }
    for command in Command.all {
      #expect(lines.contains(".SS \(command.name.replacing("-", with: "\\-"))"), "\(command.name)")
      for example in command.examples { #expect(lines.contains(bold(example.line)[...]), "\(example.line)") }
    }
    for option in Option.all {
      let tag =
        option.names.map(bold).joined(separator: ", ") + (option.placeholder.map { " \(Roff.italic($0))" } ?? "")
      #expect(lines.contains(tag[...]), "\(option.longName)")
    }
    for status in ExitStatus.allCases where status.summary != nil {
      #expect(lines.contains(bold("\(status.rawValue)")[...]), "\(status)")
    }
    let sections = lines.filter { $0.hasPrefix(".SH ") }.map { String($0.dropFirst(4)) }
    #expect(
      sections == [
        "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "TERMS", "FILES", "EXIT STATUS", "EXAMPLES",
        "SEE ALSO",
      ])
  }

  @Test func `the program prints the page`() throws {
    #expect(try Program.run(["manual"]) == Program.Result(status: 0, output: Manual.page, error: ""))
  }

  @Test func `nothing in a text is taken for a request or an escape`() {
    var page = Roff()
    page.add(".so 'a\\nb'")
    page.verbatim("'x\n.y")
    #expect(page.lines == ["\\&.so \\(aqa\\enb\\(aq", ".PP", ".RS", ".nf", "\\(aqx", "\\&.y", ".fi", ".RE"])
  }

  @Test func `lines are ASCII and not long`() {
    for line in Manual.page.split(separator: "\n") {
      #expect(line.utf8.count <= 130 && line.unicodeScalars.allSatisfy(\.isASCII), "\(line)")
    }
  }

  @Test(.enabled(if: isInstalled("groff"), "groff is not installed"))
  func `groff has nothing to say against it`() throws {
    try check("groff -man -ww -Tutf8 page >text")
  }

  @Test(.enabled(if: isInstalled("man"), "man is not installed"))
  func `man has nothing to say against it, and shows names that can be searched for`() throws {
    try check("MANWIDTH=80 man --warnings -l page >text; grep -q -- '--forward-cost COST' text || echo missing >&2")
  }

  @Test(.enabled(if: isInstalled("mandoc"), "mandoc is not installed"))
  func `mandoc has nothing to say against it`() throws {
    try check("mandoc -T lint page")
  }

  private static func isInstalled(_ program: String) -> Bool {
    (try? Program.shell("command -v \(program)").status) == 0
  }

  private func check(_ line: String) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(Manual.page, to: "page")
    #expect(try Program.shell(line, directory: scratch) == Program.Result(status: 0, output: "", error: ""))
  }
}
