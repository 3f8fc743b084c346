/// The manual page adjsched(1), made from the tables of commands, options and exit statuses.
enum Manual {
  static var page: String {
    var page = Roff()
    page.title("adjsched", section: 1, date: Version.date, source: "adjsched \(Version.text)")
    page.section("NAME")
    page.add("adjsched - plan checkpoint schedules for adjoint computations")
    page.section("SYNOPSIS")
    for line in synopsis { page.line(line) }
    page.section("DESCRIPTION")
    page.add(purpose)
    for text in description { page.paragraph(text) }
    page.section("COMMANDS")
    for group in Command.Group.allCases {
      for command in Command.all where command.group == group { add(command, to: &page) }
    }
    page.section("OPTIONS")
    page.add(optionRules)
    for option in Option.all { page.tagged(tag(option), option.details) }
    page.section("TERMS")
    for term in Term.all { page.tagged(Roff.bold(term.name), term.meaning) }
    page.section("FILES")
    page.add(problemFile)
    page.verbatim(problemExample)
    for text in files { page.paragraph(text) }
    addExitStatus(to: &page)
    addExamples(to: &page)
    addReferences(to: &page)
    return page.text
  }

  private static func add(_ command: Command, to page: inout Roff) {
    page.subsection(command.name)
    var line = Roff.bold("adjsched \(command.name)") + " [" + Roff.italic("options") + "]"
    if let operand = command.operand {
      line += " [" + Roff.italic(operand.placeholder) + (operand.isRepeatable ? " ..." : "") + "]"
    }
    page.line(line)
    page.paragraph(command.details)
    if let operand = command.operand { page.tagged(Roff.italic(operand.placeholder), operand.summary + ".") }
    for option in command.variants { page.tagged(tag(option), option.details) }
    let names = command.options.filter { option in
      !Command.generalOptions.contains(option.key) && !command.variants.contains { $0.key == option.key }
    }.map(\.name)
    if !names.isEmpty { page.paragraph("Options: \(names.joined(separator: ", ")).") }
    if let format = command.options.first(where: { $0.key == .format }) {
      page.paragraph("--format takes \(format.summary).")
    }
  }

  /// Returns the names and the value of an option as markup.
  private static func tag(_ option: Option) -> String {
    let names = option.names.map(Roff.bold).joined(separator: ", ")
    return option.placeholder.map { "\(names) \(Roff.italic($0))" } ?? names
  }

  private static func addExitStatus(to page: inout Roff) {
    page.section("EXIT STATUS")
    page.add(statusRules)
    for status in ExitStatus.allCases {
      if let summary = status.summary { page.tagged(Roff.bold("\(status.rawValue)"), summary + ".") }
    }
    page.tagged(Roff.bold("130"), "interrupted; another signal ends the program with 128 and the signal's number.")
  }

  private static func addExamples(to page: inout Roff) {
    page.section("EXAMPLES")
    for command in Command.all {
      for example in command.examples { page.tagged(Roff.bold(example.line), example.summary + ".") }
    }
  }

  private static func addReferences(to page: inout Roff) {
    page.section("SEE ALSO")
    page.add(seeAlso)
    var seen: Set<String> = []
    for command in Command.all {
      if let reference = command.reference, seen.insert(reference).inserted { page.paragraph(reference + ".") }
    }
  }
}
