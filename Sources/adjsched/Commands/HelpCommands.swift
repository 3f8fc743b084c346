import ScheduleFormats

/// `adjsched help`: help for the program, a command or an option, or the explanation of a term.
enum HelpCommand {
  static func run(_ arguments: Arguments) throws(Failure) -> ExitStatus {
    if arguments.operands.isEmpty { return try Output.show(Help.text(for: nil)) }
    // A term may have two words.
    let topic = arguments.operands.joined(separator: " ")
    if let text = Help.text(on: topic) { return try Output.show(text) }
    let topics = topic.hasPrefix("-") ? Option.all.map(\.longName) : Help.words + Option.all.map(\.key.rawValue)
    throw .usage(.unknownTopic(topic, suggestion: NearName.find(topic, in: topics)))
  }
}

/// `adjsched completions`, the completion script of a shell, and `adjsched manual`, the manual page.
enum CompletionsCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let names = Shell.allCases.map(\.rawValue)
    guard let name = arguments.operand else {
      throw Failure.usage(
        .missingOption(
          "a shell: \(names.joined(separator: ", "))", command: arguments.command.name,
          example: arguments.command.example))
    }
    guard let shell = Shell(rawValue: name) else {
      throw Failure.usage(UsageError("shell", value: name, isNotOneOf: names))
    }
    return try write(shell.script, arguments)
  }

  /// Writes a text to the destination given by the options.
  static func write(_ text: String, _ arguments: Arguments) throws -> ExitStatus {
    try Output.write(to: try arguments.destination()) { sink in try sink.write(Array(text.utf8)) }
    return .done
  }
}
