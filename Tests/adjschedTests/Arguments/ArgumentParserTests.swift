import Testing

@testable import adjsched

/// How words become options, values and operands.
@Suite struct ArgumentParserTests {
  @Test func `values are taken in every spelling`() throws {
    for words in [
      ["--length", "10"], ["--length=10"], ["-l", "10"], ["-l10"], ["-l=10"], ["-ql10"], ["-ql", "10"],
    ] {
      #expect(try parse("revolve", words).last(.length)?.value == "10", "\(words)")
    }
  }

  @Test func `an option takes the next word whatever it looks like`() throws {
    #expect(try parse("revolve", ["-o", "--help"]).last(.output)?.value == "--help")
    #expect(try parse("revolve", ["--output", "--"]).last(.output)?.value == "--")
    #expect(try parse("revolve", ["-l", "-5"]).last(.length)?.value == "-5")
  }

  @Test func `a value may contain the sign`() throws {
    #expect(try parse("hrevolve", ["--level=disk=10:1"]).last(.level)?.value == "disk=10:1")
    #expect(try parse("hrevolve", ["--level", "disk=10:1"]).last(.level)?.value == "disk=10:1")
    #expect(try parse("revolve", ["--output="]).last(.output)?.value == "")
  }

  @Test func `the last one wins and repeated ones add up`() throws {
    #expect(try parse("revolve", ["-l", "1", "--length=2"]).last(.length)?.value == "2")
    #expect(try parse("revolve", ["-l", "1", "--steps", "2"]).last(.length, .steps)?.key == .steps)
    let levels = try parse("hrevolve", ["--level", "1", "--level=2"]).all(.level)
    #expect(levels.map(\.value) == ["1", "2"])
  }

  @Test func `two dashes end the options`() throws {
    #expect(try parse("plan", ["--", "--help"]).operand == "--help")
    #expect(try parse("plan", ["-q", "-"]).operand == "-")
    #expect(try parse("plan", ["file", "-q"]).has(.quiet))
  }

  @Test func `help asks for an option by its name`() throws {
    #expect(try parse("help", ["--level"]).operand == "--level")
    #expect(try parse("help", ["--help"]).has(.help))
  }

  @Test func `names are kept as typed`() throws {
    #expect(try parse("revolve", ["-l1"]).last(.length)?.name == "-l")
    #expect(try parse("revolve", ["--length=1"]).last(.length)?.name == "--length")
  }

  @Test func `help and version end the parsing`() throws {
    guard case .help(let command) = try Invocation(["revolve", "--help", "--bogus"]) else {
      Issue.record("not help")
      return
    }
    #expect(command?.name == "revolve")
    guard case .version = try Invocation(["plan", "--version", "a", "b"]) else {
      Issue.record("not version")
      return
    }
  }

  private func parse(_ name: String, _ words: [String]) throws -> Arguments {
    var parser = ArgumentParser(command: try #require(Command.named(name)), words: words[...])
    return try parser.parse()
  }
}
