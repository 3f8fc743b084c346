import Testing

@testable import adjsched

/// How words become options, values and operands.
@Suite struct ArgumentParserTests {
  @Test func valuesInEverySpelling() throws {
    for words in [
      ["--length", "10"], ["--length=10"], ["-l", "10"], ["-l10"], ["-l=10"], ["-ql10"], ["-ql", "10"],
    ] {
      #expect(try parse("revolve", words).last(.length)?.value == "10", "\(words)")
    }
  }

  @Test func anOptionTakesTheNextWordWhateverItLooksLike() throws {
    #expect(try parse("revolve", ["-o", "--help"]).last(.output)?.value == "--help")
    #expect(try parse("revolve", ["--output", "--"]).last(.output)?.value == "--")
    #expect(try parse("revolve", ["-l", "-5"]).last(.length)?.value == "-5")
  }

  @Test func aValueMayContainTheSign() throws {
    #expect(try parse("hrevolve", ["--level=disk=10:1"]).last(.level)?.value == "disk=10:1")
    #expect(try parse("hrevolve", ["--level", "disk=10:1"]).last(.level)?.value == "disk=10:1")
    #expect(try parse("revolve", ["--output="]).last(.output)?.value == "")
  }

  @Test func theLastOneWinsAndRepeatedOnesAddUp() throws {
    #expect(try parse("revolve", ["-l", "1", "--length=2"]).last(.length)?.value == "2")
    #expect(try parse("revolve", ["-l", "1", "--steps", "2"]).last(.length, .steps)?.key == .steps)
    let levels = try parse("hrevolve", ["--level", "1", "--level=2"]).all(.level)
    #expect(levels.map(\.value) == ["1", "2"])
  }

  @Test func twoDashesEndTheOptions() throws {
    #expect(try parse("plan", ["--", "--help"]).operand == "--help")
    #expect(try parse("plan", ["-q", "-"]).operand == "-")
    #expect(try parse("plan", ["file", "-q"]).has(.quiet))
  }

  @Test func helpAsksForAnOptionByItsName() throws {
    #expect(try parse("help", ["--level"]).operand == "--level")
    #expect(try parse("help", ["--help"]).has(.help))
  }

  @Test func namesAreKeptAsTyped() throws {
    #expect(try parse("revolve", ["-l1"]).last(.length)?.name == "-l")
    #expect(try parse("revolve", ["--length=1"]).last(.length)?.name == "--length")
  }

  @Test func helpAndVersionEndTheParsing() throws {
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
