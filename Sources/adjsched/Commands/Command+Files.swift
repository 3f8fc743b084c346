/// What works on files, and the help.
extension Command {
  static let plan = Command(
    name: "plan",
    group: .general,
    summary: "plan a problem read from a file, with any planner",
    details: "Makes a schedule for the problem that a JSON file states: its chain and its storage levels.",
    optionKeys: [.period, .planner] + scheduleOptions,
    operand: Operand(
      placeholder: "file", summary: "the problem, JSON; - or none reads standard input"),
    examples: [
      Example(line: "adjsched plan problem.json", summary: "the problem of a file"),
      Example(
        line: "adjsched plan --planner disk-revolve --format json -o schedule.json problem.json",
        summary: "another planner, the schedule into a file"),
    ],
    run: { try PlanCommand.runFile($0) })

  static let verify = Command(
    name: "verify",
    group: .general,
    summary: "replay a schedule from any tool against every rule",
    details: """
      Replays a schedule, JSON or JSON Lines, operation by operation on a model of the machine. A valid one is \
      reported with its makespan and peaks, exit status 0; otherwise the report names the first operation that \
      breaks a rule, or the statement that is not true, exit status 1.
      """,
    optionKeys: [.format, .output, .quiet],
    operand: Operand(
      placeholder: "file", summary: "the schedule, JSON or JSON Lines; - or none reads standard input"),
    examples: [
      Example(line: "adjsched verify schedule.json", summary: "the schedule of a file"),
      Example(
        line: "adjsched revolve -l 1000 -m 10 --format jsonl | adjsched verify",
        summary: "a schedule from a pipe"),
    ],
    run: { try VerifyCommand.run($0) })

  static let help = Command(
    name: "help",
    group: .general,
    summary: "show the help of the program, a command or an option",
    details: "Shows the help of the program, of a command, or the longer help of an option.",
    optionKeys: [],
    operand: Operand(
      placeholder: "topic", summary: "a command, or an option such as --level", mayBeOption: true,
      suggestions: .topics),
    examples: [
      Example(line: "adjsched help revolve", summary: "the help of a command"),
      Example(line: "adjsched help --level", summary: "the longer help of an option"),
    ],
    run: { try HelpCommand.run($0) })
}
