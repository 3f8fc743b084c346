import ScheduleFormats

/// `adjsched help`: the help of the program, of a command, of an option, or of a word.
enum HelpCommand {
  static func run(_ arguments: Arguments) throws(Failure) -> ExitStatus {
    if arguments.operands.isEmpty { return try Output.show(Help.text(for: nil)) }
    // A term may be of two words.
    let topic = arguments.operands.joined(separator: " ")
    if let text = Help.text(on: topic) { return try Output.show(text) }
    let topics = topic.hasPrefix("-") ? Option.all.map(\.longName) : Help.words + Option.all.map(\.key.rawValue)
    throw .usage(.unknownTopic(topic, suggestion: NearName.find(topic, in: topics)))
  }
}
