/// Commands that work on files, and help.
extension Command {
  static let plan = Command(
    name: "plan",
    group: .first,
    summary: "plan a problem, from a file or from options, with any planner",
    details: """
      Plans a schedule for a chain, or for branches that join, from a JSON file, or for a chain and its storage levels \
      given as options: free memory with -m, then the disk of --disk-write and --disk-read, then each --level, fastest \
      first. Unless --planner names another, the planner looks for the least makespan: hrevolve, rotor if steps keep \
      tapes, or join if branches join.
      """,
    optionKeys: chainOptions + platformOptions + [.period, .planner] + scheduleOptions + [
      .effort, .timeLimit, .maxRuns,
    ],
    operand: Operand(
      placeholder: "file", summary: "the problem, JSON; - or no file and no problem options reads standard input"),
    examples: [
      Example(line: "adjsched plan problem.json", summary: "a problem from a file"),
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
    summary: "check a schedule from any tool against every rule",
    details: """
      Replays a schedule (text, JSON or JSON Lines) operation by operation on a model of the machine. If it is valid, \
      the report gives its makespan and peaks, and the exit status is 0; otherwise the report names the first \
      operation that breaks a rule, or each false statement, and the exit status is 1. With --costs the report also \
      has the makespan at the costs of a problem file. Several schedules, one after another as JSON Lines, such as the jobs \
      of divide, are checked together: each has to begin where the one before has ended.
      """,
    optionKeys: [.costs, .format, .output, .quiet],
    operand: Operand(
      placeholder: "file", summary: "the schedule, text, JSON or JSON Lines; - or no file reads standard input"),
    examples: [
      Example(line: "adjsched verify schedule.json", summary: "a schedule from a file"),
      Example(
        line: "adjsched revolve -l 1000 -m 10 | adjsched verify",
        summary: "a schedule from a pipe"),
      Example(
        line: "adjsched verify --costs measured.json schedule.json", summary: "its makespan at measured costs, too"),
    ],
    run: { try VerifyCommand.run($0) })

  static let help = Command(
    name: "help",
    group: .installation,
    summary: "explain the program, a command, an option or a term",
    details: """
      Shows help for the program, a command or an option, or explains a term such as makespan, slot or lower bound. \
      'adjsched help terms' lists the terms.
      """,
    optionKeys: [],
    operand: Operand(
      placeholder: "topic", summary: "a command, an option such as --level, or a term; commands, terms or statuses",
      isRepeatable: true, mayBeOption: true, suggestions: .topics),
    examples: [
      Example(line: "adjsched help revolve", summary: "help for a command"),
      Example(line: "adjsched help --level", summary: "help for an option"),
      Example(line: "adjsched help makespan", summary: "what a term means"),
    ],
    run: { try HelpCommand.run($0) })
}

extension Command {
  static let plot = Command(
    name: "plot",
    group: .file,
    summary: "draw a schedule, as SVG or in the terminal",
    details: """
      Draws the position in the chain over time: forward runs rise, backward steps fall, and a bar in the colour of \
      its level shows how long each state is stored. The schedule is read from a file (text, JSON or JSON Lines) and \
      checked as by verify, or planned from the options or a problem file, by --planner or plan's default. With --from \
      or --to, only a window of the chain is drawn, from when the adjoint enters it until it leaves.
      """,
    optionKeys: chainOptions + platformOptions + [
      .period, .planner, .from, .to, .format, .width, .height, .output, .memoryLimit, .quiet,
    ],
    operand: Operand(
      placeholder: "file", summary: "a schedule or a problem; - or no file reads standard input"),
    examples: [
      Example(line: "adjsched plot schedule.json -o schedule.svg", summary: "a schedule from a file"),
      Example(
        line: "adjsched plot --planner revolve -l 100 -m 5", summary: "a planned schedule, in the terminal"),
      Example(
        line: "adjsched plot schedule.json --from 400 --to 500 -o window.svg",
        summary: "steps 400 to 500, while they are reversed"),
      Example(
        line: "adjsched hrevolve -l 1000 --level 5 --level 9:3:2 | adjsched plot --format svg",
        summary: "a schedule from a pipe"),
    ],
    run: { try PlotCommand.run($0) })
}
