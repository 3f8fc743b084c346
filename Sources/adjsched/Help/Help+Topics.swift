extension Help {
  /// What `adjsched help` lists beside the help of single commands, options and terms.
  enum Topic: String, CaseIterable {
    case commands
    case terms
    case statuses

    var summary: String {
      switch self {
      case .commands: return "all commands, with a line on each"
      case .terms: return "the terms that have an explanation"
      case .statuses: return "the exit statuses"
      }
    }
  }

  /// What can be asked about beside options with their dashes, as it is typed.
  static var words: [String] { Command.all.map(\.name) + Topic.allCases.map(\.rawValue) + Term.all.map(\.name) }

  /// What can be asked about, as it is typed.
  static var topics: [String] { words + Option.all.map(\.longName) }

  /// Returns the help on whatever has that name, or nil when nothing has.
  ///
  /// A command is found before anything else. An option without its dashes may also be a word of the subject: both are
  /// explained then.
  static func text(on topic: String) -> String? {
    if let command = Command.named(topic) { return text(for: command) }
    if let topic = Topic(rawValue: topic) { return text(for: topic) }
    let option = Option.all.first { [$0.longName, $0.shortName, $0.key.rawValue].contains(topic) }
    let term = topic.hasPrefix("-") ? nil : Term.named(topic)
    let texts = [option.map { text(for: $0) }, term.map { text(for: $0) }].compactMap { $0 }
    return texts.isEmpty ? nil : texts.joined(separator: "\n")
  }

  /// Returns what a term means.
  static func text(for term: Term) -> String {
    let synonyms = term.synonyms.isEmpty ? "" : " (\(term.synonyms.joined(separator: ", ")))"
    var paragraphs = [term.name + synonyms, wrapped(term.meaning, indent: 2)]
    if !term.related.isEmpty { paragraphs.append(wrapped("See also: \(term.related.joined(separator: ", "))")) }
    return paragraphs.joined(separator: "\n\n") + "\n"
  }

  private static func text(for topic: Topic) -> String {
    switch topic {
    case .commands: return commandSections.joined(separator: "\n\n") + "\n"
    case .terms:
      return wrapped("'adjsched help TERM' explains: \(Term.all.map(\.name).joined(separator: ", ")).") + "\n"
    case .statuses:
      let statuses = ExitStatus.allCases.compactMap { status in status.summary.map { ("\(status.rawValue)", $0) } }
      return section("Exit status", statuses) + "\n"
    }
  }

  /// The commands by what they are for, their summaries in one column.
  private static var commandSections: [String] {
    let column = Command.all.map(\.name.count).max() ?? 0
    return Command.Group.allCases.map { group in
      let commands = Command.all.filter { $0.group == group }
      return section(group.rawValue, commands.map { ($0.name, $0.summary) }, column: column)
    }
  }
}
