import ScheduleFormats

/// `adjsched help`: the help of the program, of a command or of an option.
enum HelpCommand {
  static func run(_ arguments: Arguments) throws(Failure) -> ExitStatus {
    guard let topic = arguments.operand else { return try Output.show(Help.text(for: nil)) }
    if let command = Command.named(topic) { return try Output.show(Help.text(for: command)) }
    if let option = Option.all.first(where: { [$0.longName, $0.shortName, $0.key.rawValue].contains(topic) }) {
      return try Output.show(Help.text(for: option))
    }
    let topics =
      topic.hasPrefix("-") ? Option.all.map(\.longName) : Command.all.map(\.name) + Option.all.map(\.key.rawValue)
    throw .usage(.unknownTopic(topic, suggestion: NearName.find(topic, in: topics)))
  }
}
