import ScheduleFormats

/// `adjsched completions`: the script that teaches a shell, and `adjsched manual`: the page for `man`.
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
      let operand = Arguments.Occurrence(key: .help, name: "shell", value: name)
      throw Failure.usage(.notOneOf(operand, names, suggestion: NearName.find(name, in: names)))
    }
    return try write(shell.script, arguments)
  }

  /// Writes a text to where the options say.
  static func write(_ text: String, _ arguments: Arguments) throws -> ExitStatus {
    try Output.write(to: try arguments.destination()) { sink in try sink.write(Array(text.utf8)) }
    return .done
  }
}
