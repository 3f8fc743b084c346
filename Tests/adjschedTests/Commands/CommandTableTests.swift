import Testing

@testable import adjsched

/// What the table of commands promises to everything that is made from it.
@Suite struct CommandTableTests {
  @Test func `no two commands share a name`() {
    let names = Command.all.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test func `every option of a command exists once`() {
    for command in Command.all {
      let keys = command.optionKeys + Command.generalOptions
      #expect(Set(keys).count == keys.count, "\(command.name)")
      #expect(command.options.count == keys.count, "\(command.name)")
    }
  }

  @Test func `an option that means something else with a command is one of its own, of the same name`() {
    for command in Command.all {
      for variant in command.variants {
        #expect(command.optionKeys.contains(variant.key), "\(command.name) \(variant.longName)")
        let option = Option.all.first { $0.key == variant.key }
        #expect(variant.names == option?.names && variant.isRepeatable == option?.isRepeatable, "\(variant.longName)")
        #expect(!variant.summary.hasSuffix(".") && variant.details.hasSuffix("."), "\(variant.longName)")
      }
    }
  }

  @Test func `every command has help and examples`() {
    for command in Command.all {
      #expect(!command.summary.isEmpty && !command.summary.hasSuffix("."), "\(command.name)")
      #expect(command.details.hasSuffix("."), "\(command.name)")
      #expect(!command.examples.isEmpty, "\(command.name)")
    }
  }

  @Test func `every example is a command line of its command`() throws {
    for command in Command.all {
      for example in command.examples {
        // The last command of a pipeline is the one that is explained.
        let line = example.line.split(separator: "|").last ?? ""
        let words = line.split(separator: " ").map(String.init)
        #expect(words.first == "adjsched")
        guard case .command(let arguments) = try Invocation(Array(words.dropFirst())) else {
          Issue.record("\(example.line)")
          continue
        }
        #expect(arguments.command.name == command.name, "\(example.line)")
      }
    }
  }
}
