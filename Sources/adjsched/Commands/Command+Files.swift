/// What works on files, and the help.
extension Command {
  static let plan = Command(
    name: "plan",
    group: .first,
    summary: "plan a problem, from a file or from options, with any planner",
    details: """
      Makes a schedule for the problem that a JSON file states, its chain and its storage levels, or that the options \
      state: free memory when there is -m, then the disk of --disk-write and --disk-read, then one --level each, the \
      fastest first. The planner is hrevolve, which looks for the least makespan, unless --planner names another.
      """,
    optionKeys: chainOptions + platformOptions + [.period, .planner] + scheduleOptions,
    operand: Operand(
      placeholder: "file", summary: "the problem, JSON; - or none, and no options of it, reads standard input"),
    examples: [
      Example(line: "adjsched plan problem.json", summary: "the problem of a file"),
      Example(
        line: "adjsched plan -l 1000 -m 10 --disk-write 5 --disk-read 4",
        summary: "10 states in memory, others on a disk"),
      Example(
        line: "adjsched plan --planner disk-revolve --format json -o schedule.json problem.json",
        summary: "another planner, the schedule into a file"),
    ],
    run: { try PlanCommand.run($0) })

  static let verify = Command(
    name: "verify",
    group: .first,
    summary: "replay a schedule from any tool against every rule",
    details: """
      Replays a schedule, text, JSON or JSON Lines, operation by operation on a model of the machine. A valid one is \
      reported with its makespan and peaks, exit status 0; otherwise the report names the first operation that \
      breaks a rule, or the statement that is not true, exit status 1.
      """,
    optionKeys: [.format, .output, .quiet],
    operand: Operand(
      placeholder: "file", summary: "the schedule, text, JSON or JSON Lines; - or none reads standard input"),
    examples: [
      Example(line: "adjsched verify schedule.json", summary: "the schedule of a file"),
      Example(
        line: "adjsched revolve -l 1000 -m 10 | adjsched verify",
        summary: "a schedule from a pipe"),
    ],
    run: { try VerifyCommand.run($0) })

  static let help = Command(
    name: "help",
    group: .installation,
    summary: "explain the program, a command, an option or a word",
    details: """
      Shows the help of the program, of a command, the longer help of an option, or what a word such as makespan, slot or \
      lower bound means. 'adjsched help terms' lists the words.
      """,
    optionKeys: [],
    operand: Operand(
      placeholder: "topic", summary: "a command, an option such as --level, or a word; commands, terms or statuses",
      isRepeatable: true, mayBeOption: true, suggestions: .topics),
    examples: [
      Example(line: "adjsched help revolve", summary: "the help of a command"),
      Example(line: "adjsched help --level", summary: "the longer help of an option"),
      Example(line: "adjsched help makespan", summary: "what a word means"),
    ],
    run: { try HelpCommand.run($0) })
}

extension Command {
  static let plot = Command(
    name: "plot",
    group: .file,
    summary: "draw a schedule, as SVG or in the terminal",
    details: """
      Draws the position in the chain over time: forward runs rise, backward steps fall, and a bar shows how long a \
      state is stored, in the colour of its level. The schedule is read from a file, text, JSON or JSON Lines, and checked as by \
      verify; or it is planned, with the options of the planners, or from a problem file, by --planner or the planner of \
      plan. With --from or --to, a window of the chain is drawn, from when the adjoint enters it to when it leaves it.
      """,
    optionKeys: chainOptions + platformOptions + [
      .period, .planner, .from, .to, .format, .width, .height, .output, .memoryLimit, .quiet,
    ],
    operand: Operand(
      placeholder: "file", summary: "a schedule or a problem; - or none reads standard input"),
    examples: [
      Example(line: "adjsched plot schedule.json -o schedule.svg", summary: "the schedule of a file"),
      Example(
        line: "adjsched plot --planner revolve -l 100 -m 5", summary: "a planned schedule, in the terminal"),
      Example(
        line: "adjsched plot schedule.json --from 400 --to 500 -o window.svg",
        summary: "steps 400 to 500 of it, while they are reversed"),
      Example(
        line: "adjsched hrevolve -l 1000 --level 5 --level 9:3:2 | adjsched plot --format svg",
        summary: "a schedule from a pipe"),
    ],
    run: { try PlotCommand.run($0) })
}
