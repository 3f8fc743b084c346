import Testing

@testable import adjsched

/// What the table of options promises to everything that is made from it.
@Suite struct OptionTableTests {
  @Test func `every key has exactly one entry`() {
    for key in Option.Key.allCases {
      #expect(Option.all.filter { $0.key == key }.count == 1, "\(key)")
    }
  }

  @Test func `no two options share a name`() {
    let names = Option.all.flatMap { [$0.longName] + ($0.shortName.map { [$0] } ?? []) }
    #expect(Set(names).count == names.count)
  }

  @Test func `names are words of small letters`() {
    for option in Option.all {
      #expect(option.longName.dropFirst(2).allSatisfy { ("a"..."z").contains($0) || $0 == "-" })
      #expect(option.key.rawValue.count > 1, "\(option.longName): a long name is longer than a short one")
    }
  }

  @Test func `every option has help`() {
    for option in Option.all {
      #expect(!option.summary.isEmpty && !option.summary.hasSuffix("."), "\(option.longName)")
      #expect(option.details.hasSuffix("."), "\(option.longName)")
    }
  }

  @Test func `every option belongs to a command`() {
    for option in Option.all {
      #expect(
        Command.all.contains { command in command.options.contains { $0.key == option.key } },
        "\(option.longName)")
    }
  }

  @Test func `messages use the short name`() {
    #expect(Option.Key.length.name == "-l")
    #expect(Option.Key.diskWrite.name == "--disk-write")
  }
}
