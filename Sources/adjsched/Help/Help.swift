/// The help, made from the tables of commands and options.
enum Help {
  /// The longest line that help may have.
  static let width = 100

  /// Returns the help of a command, or of the program.
  static func text(for command: Command?) -> String {
    let sections = command.map(sections) ?? programSections
    return sections.joined(separator: "\n\n") + "\n"
  }

  /// Returns the longer help of an option.
  static func text(for option: Option) -> String {
    let takers = Command.all.filter { command in command.options.contains { $0.key == option.key } }
    return [
      String(left(option).drop { $0 == " " }),
      wrapped(option.details, indent: 2),
      section("Commands", takers.map { ($0.name, note(on: option, of: $0) ?? $0.summary) }),
    ].joined(separator: "\n\n") + "\n"
  }

  private static var programSections: [String] {
    let general = Option.all.filter { Command.generalOptions.contains($0.key) }
    let first = Command.all.filter { $0.group == .first }
    let others = Command.Group.allCases.filter { $0 != .first }.map { group in
      (group.rawValue + ":", Command.all.filter { $0.group == group }.map(\.name))
    }
    return [
      wrapped(
        """
        adjsched plans checkpoint schedules for adjoint computations: which states of a chain to store where, \
        and what to compute again, so that the whole takes the least time.
        """),
      "Usage: adjsched <command> [options] [file]",
      section(Command.Group.first.rawValue, first.map { ($0.name, $0.summary) }),
      "Other commands ('adjsched help commands' describes them):\n" + names(others),
      section("Options", general.map { (left($0), $0.summary) }),
      examples(first.compactMap(\.examples.first)),
      section(
        "More help",
        [
          ("adjsched help COMMAND", "a command and its options"),
          ("adjsched help OPTION", "an option, such as --level"),
        ]
          + Topic.allCases.map { ("adjsched help \($0.rawValue)", $0.summary) }
          + [("adjsched help TERM", "a term, such as makespan or slot")]),
    ]
  }

  /// Returns an option's meaning with one command, if it differs from the general one.
  private static func note(on option: Option, of command: Command) -> String? {
    let own = command.options.first { $0.key == option.key }
    return own.flatMap { $0.summary == option.summary ? nil : $0.summary }
  }

  private static func sections(_ command: Command) -> [String] {
    let usage = command.operand.map { " [\($0.placeholder)\($0.isRepeatable ? " ..." : "")]" } ?? ""
    var sections = [
      "adjsched \(command.name): \(command.summary)",
      "Usage: adjsched \(command.name) [options]\(usage)",
      wrapped(command.details),
    ]
    if let operand = command.operand {
      sections.append(section("Argument", [(operand.placeholder, operand.summary)]))
    }
    sections.append(section("Options", command.options.map { (left($0), $0.summary) }))
    sections.append(examples(command.examples))
    if let reference = command.reference { sections.append("Reference:\n" + wrapped(reference, indent: 2)) }
    return sections
  }

  /// Returns the names and the value of an option, such as `-l, --length N`.
  private static func left(_ option: Option) -> String {
    let names = option.shortName.map { "\($0), \(option.longName)" } ?? "    \(option.longName)"
    return option.placeholder.map { "\(names) \($0)" } ?? names
  }

  private static func examples(_ examples: [Command.Example]) -> String {
    let lines = examples.map { "  \($0.line)\n      \($0.summary)" }
    return (["Examples:"] + lines).joined(separator: "\n")
  }

  /// Returns titles with the names that belong to each, in lines of at most 80 characters.
  private static func names(_ rows: [(title: String, names: [String])]) -> String {
    let column = rows.map(\.title.count).max() ?? 0
    return rows.map { row in
      let title = row.title + String(repeating: " ", count: column - row.title.count)
      let lines = wrapped(row.names.joined(separator: ", "), indent: column + 4)
      return "  \(title)  " + lines.drop { $0 == " " }
    }.joined(separator: "\n")
  }

  /// Returns a titled list in two columns.
  static func section(
    _ title: String, _ rows: [(left: String, right: String)], column: Int = 0
  ) -> String {
    let column = rows.map(\.left.count).max().map { max($0, column) } ?? 0
    let lines = rows.map { row in
      "  \(row.left)\(String(repeating: " ", count: column - row.left.count))  \(row.right)"
    }
    return (["\(title):"] + lines).joined(separator: "\n")
  }

  /// Returns a paragraph in lines of at most 80 characters.
  static func wrapped(_ text: String, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty && indent + line.count + 1 + word.count > 80 {
        lines.append(margin + line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    return (lines + [margin + line]).joined(separator: "\n")
  }
}
