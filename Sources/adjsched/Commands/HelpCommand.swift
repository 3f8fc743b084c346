import ScheduleFormats

/// `adjsched help`: the help of the program, of a command or of an option.
enum HelpCommand {
  static func run(_ arguments: Arguments) throws(Failure) -> ExitStatus {
    guard let topic = arguments.operand else { return try Output.show(Help.text(for: nil)) }
    if let command = Command.named(topic) { return try Output.show(Help.text(for: command)) }
    if let option = Option.all.first(where: { $0.longName == topic || $0.shortName == topic }) {
      return try Output.show(Help.text(for: option))
    }
    let topics = topic.hasPrefix("-") ? Option.all.map(\.longName) : Command.all.map(\.name)
    throw .usage(.unknownTopic(topic, suggestion: NearName.find(topic, in: topics)))
  }
}
