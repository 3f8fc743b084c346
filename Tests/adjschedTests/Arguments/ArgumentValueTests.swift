import AdjointSchedules
import TestSupport
import Testing

@testable import adjsched

/// How values are read, and how the problem that they state looks.
@Suite struct ArgumentValueTests {
  @Test func `whole numbers are digits only`() {
    #expect(WholeNumber.parse("0") == 0)
    #expect(WholeNumber.parse("007") == 7)
    #expect(WholeNumber.parse("9223372036854775807") == Int.max)
    for text in ["", "-1", "+1", "1 ", "1e3", "0x10", "9223372036854775808", "\u{0661}"] {
      #expect(WholeNumber.parse(text) == nil, "\(text)")
    }
  }

  @Test func `levels are taken in every form`() throws {
    let costs = (DecimalCost(5), DecimalCost(25, fractionDigits: 1))
    let forms: [(String, ProblemDescription.Level)] = [
      ("10", .init(slots: 10)),
      ("inf", .init(slots: nil)),
      ("10:5", .init(slots: 10, writeCost: costs.0)),
      ("10:5:2.5", .init(slots: 10, writeCost: costs.0, readCost: costs.1)),
      ("disk=inf:5:2.5", .init(name: "disk", slots: nil, writeCost: costs.0, readCost: costs.1)),
      ("a:b=0", .init(name: "a:b", slots: 0)),
    ]
    // A name is everything before the first sign, so that it may contain a colon.
    for (text, level) in forms {
      let occurrence = Arguments.Occurrence(key: .level, name: "--level", value: text)
      #expect(try LevelSpecification(occurrence).level == level, "\(text)")
    }
  }

  @Test func `platforms have the names of their options`() throws {
    #expect(
      try problem("revolve", "-l 3 -m 2", .memory)
        == Problem(chain: Chain(length: 3), levels: [Level(name: "memory", slots: 2)]))
    #expect(
      try problem("disk-revolve", "--steps 4 -m 2 --disk-write 5 --disk-read 0.5", .memoryAndDisk)
        == Problem(
          chain: Chain(length: 3, forwardCost: .uniform(10), backwardCost: .uniform(10)),
          levels: [
            Level(name: "memory", slots: 2), Level(name: "disk", slots: nil, writeCost: 50, readCost: 5),
          ], fractionDigits: 1))
    #expect(
      try problem("hrevolve", "-l 3 --level 1 -m 2 --level x=inf:1:1", .levels)
        == Problem(
          chain: Chain(length: 3),
          levels: [
            Level(name: "memory", slots: 2), Level(name: "level 1", slots: 1),
            Level(name: "x", slots: nil, writeCost: 1, readCost: 1),
          ]))
  }

  private func problem(_ name: String, _ words: String, _ platform: Platform) throws -> Problem {
    var parser = ArgumentParser(
      command: try #require(Command.named(name)), words: words.split(separator: " ").map(String.init)[...])
    return try parser.parse().problem(platform)
  }
}

@Suite struct ExcerptTests {
  @Test func `an excerpt is short however few characters its scalars make`() {
    let limit = 80
    #expect(String(repeating: "x", count: limit).excerpt == String(repeating: "x", count: limit))
    #expect(String(repeating: "x", count: limit + 1).excerpt == String(repeating: "x", count: limit) + "...")
    let accents = "e" + String(repeating: "\u{301}", count: 1000)
    #expect(accents.excerpt.unicodeScalars.count == limit + 3)
  }
}
