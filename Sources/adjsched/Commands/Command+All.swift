extension Command {
  /// Every command, in the order in which help lists them.
  ///
  /// This table is the only place that knows a command's name, options and help.
  static let all: [Command] = [revolve, diskRevolve, hrevolve, plan, verify, help]

  private static let chainOptions: [Option.Key] = [.length, .steps, .forwardCost, .backwardCost]
  private static let scheduleOptions: [Option.Key] = [.format, .summary, .output, .quiet]

  private static let revolve = Command(
    name: "revolve",
    summary: "plan with one free memory level (Revolve)",
    details: """
      Makes the schedule of least makespan for a chain when at most -m states can be stored and storing them \
      costs nothing: the binomial schedule of Griewank and Walther.
      """,
    optionKeys: chainOptions + [.memorySlots] + scheduleOptions,
    examples: [
      Example(line: "adjsched revolve -l 1000 -m 10", summary: "1000 steps, 10 states in memory"),
      Example(
        line: "adjsched revolve --steps 100 -m 5 --backward-cost 2.5 --summary",
        summary: "100 time steps, makespan and counts only"),
    ],
    run: { try PlanCommand.run($0, planner: .revolve, platform: .memory) })

  private static let diskRevolve = Command(
    name: "disk-revolve",
    summary: "plan with free memory and a disk (Disk-Revolve)",
    details: """
      Makes the schedule of least makespan for a chain with two levels: -m states in memory, free to write and \
      read, and a disk that costs --disk-write and --disk-read a state and holds any number of them, or \
      --disk-slots.
      """,
    optionKeys: chainOptions + [.memorySlots, .diskWrite, .diskRead, .diskSlots] + scheduleOptions,
    examples: [
      Example(
        line: "adjsched disk-revolve -l 1000 -m 10 --disk-write 5 --disk-read 4",
        summary: "memory and a disk with room for every state"),
      Example(
        line: "adjsched disk-revolve -l 1000 -m 10 --disk-write 5 --disk-read 4 --disk-slots 20",
        summary: "at most 20 states on the disk"),
    ],
    run: { try PlanCommand.run($0, planner: .diskRevolve, platform: .memoryAndDisk) })

  private static let hrevolve = Command(
    name: "hrevolve",
    summary: "plan with any number of storage levels (H-Revolve)",
    details: """
      Makes the schedule of least makespan for a chain with any number of storage levels, each with its slots \
      and its costs of writing and reading: one --level each, the fastest first.
      """,
    optionKeys: chainOptions + [.memorySlots, .level] + scheduleOptions,
    examples: [
      Example(
        line: "adjsched hrevolve -l 1000 --level 10 --level 100:5:4 --level inf:50:40",
        summary: "three levels, the slowest without a bound"),
      Example(
        line: "adjsched hrevolve -l 1000 -m 10 --level nvme=100:5:4 --format jsonl -o schedule.jsonl",
        summary: "a named level, the schedule into a file"),
    ],
    run: { try PlanCommand.run($0, planner: .hrevolve, platform: .levels) })

  private static let plan = Command(
    name: "plan",
    summary: "plan a problem read from a file, with any planner",
    details: "Makes a schedule for the problem that a JSON file states: its chain and its storage levels.",
    optionKeys: [.planner] + scheduleOptions,
    operand: Operand(
      placeholder: "file", summary: "the problem, JSON; - or none reads standard input"),
    examples: [
      Example(line: "adjsched plan problem.json", summary: "the problem of a file"),
      Example(
        line: "adjsched plan --planner disk-revolve --format json -o schedule.json problem.json",
        summary: "another planner, the schedule into a file"),
    ],
    run: { try PlanCommand.runFile($0) })

  private static let verify = Command(
    name: "verify",
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

  private static let help = Command(
    name: "help",
    summary: "show the help of the program, a command or an option",
    details: "Shows the help of the program, of a command, or the longer help of an option.",
    optionKeys: [],
    operand: Operand(
      placeholder: "topic", summary: "a command, or an option such as --level", mayBeOption: true),
    examples: [
      Example(line: "adjsched help revolve", summary: "the help of a command"),
      Example(line: "adjsched help --level", summary: "the longer help of an option"),
    ],
    run: { try HelpCommand.run($0) })
}
