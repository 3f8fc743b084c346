/// Commands whose result is a table rather than a schedule.
extension Command {
  static let compare = Command(
    name: "compare", group: .first,
    summary: "compare all planners on one platform",
    details: """
      Plans one problem with every planner that accepts it and lists, by makespan, the makespan, its ratio to the \
      optimum and to store-all (every state kept for free), rerun steps, and traffic. The problem comes from the \
      options or from a file.
      """,
    optionKeys: chainOptions + platformOptions + tableOptions,
    operand: problemOperand,
    examples: [
      Example(
        line: "adjsched compare -l 1000 -m 10 --disk-write 5 --disk-read 4",
        summary: "every strategy on memory and disk"
      ),
      Example(line: "adjsched compare problem.json --format csv", summary: "a problem from a file, for a spreadsheet"),
    ],
    run: { try CompareCommand.run($0) })

  static let sweep = Command(
    name: "sweep", group: .question,
    summary: "makespans over ranges of lengths, slots or costs",
    details: """
      Plans every combination of the given ranges. Any number in an option may be a range: A...B for every step of its \
      last digit, A...B:N for N points, A...B:log for round numbers, A...B:log:N for N points at equal ratios. In \
      --level, where colons separate the numbers, write a slash instead of the range's colon: disk=5...25/5:4. The \
      first option varies slowest. Given a problem file, --capacity varies the bytes of its levels, and --memory marks the \
      best division of so many bytes.
      """,
    optionKeys: chainOptions + platformOptions + [.period, .planner, .capacity, .memory] + tableOptions,
    variants: [
      Option(
        key: .memory, placeholder: "SIZE", summary: "mark the best row whose capacities take at most SIZE in all",
        details: "The most bytes that the levels of --capacity may have in all. \(Option.sizeRule)")
    ],
    operand: Operand(
      placeholder: "file", summary: "a problem, JSON, whose capacities --capacity varies; - reads standard input"),
    examples: [
      Example(line: "adjsched sweep -l 1000 -m 1...50", summary: "the value of each slot"),
      Example(
        line: "adjsched sweep -l 100...100000:log -m 10 --disk-write 5 --disk-read 4 --planner all",
        summary: "all planners, for growing chains"),
      Example(
        line: "adjsched sweep problem.json --capacity gpu=2GiB...16GiB:8 --capacity host=0...64GiB:5",
        summary: "every pair of two capacities"),
    ],
    run: { try SweepCommand.run($0) })

  static let budget = Command(
    name: "budget", group: .first,
    summary: "the fewest slots for a time, or the best use of a memory",
    details: """
      Finds the fewest slots of memory (with -m, of the disk) with which the best schedule stays within --at-most or \
      --time; or the makespan with as many slots as --memory holds at --state-size each; or, given problem files, \
      which of them stay within --at-most or --time; or, given one file, the fewest bytes of its only level with a \
      capacity, or of the level of --capacity, to within a thousandth.
      """,
    optionKeys: chainOptions + platformOptions + [.atMost, .time, .memory, .stateSize, .capacity] + tableOptions,
    variants: [
      Option(
        key: .capacity, placeholder: "NAME", isRepeatable: true,
        summary: "find the fewest bytes of this level of the file",
        details: "The name of the level whose fewest bytes are sought.")
    ],
    operand: Operand(
      placeholder: "file", summary: "problems, JSON, to choose between", isRepeatable: true),
    examples: [
      Example(line: "adjsched budget -l 1000 --at-most 1.5x", summary: "the fewest slots for 1.5 times store-all"),
      Example(
        line: "adjsched budget -l 1000 --memory 8GiB --state-size 96MiB", summary: "how many slots, and the makespan"),
      Example(line: "adjsched budget --time 2h one.json two.json", summary: "which platforms finish within two hours"),
      Example(
        line: "adjsched budget --at-most 1.2x problem.json",
        summary: "the fewest bytes of its memory for 1.2 times store-all"
      ),
    ],
    run: { try BudgetCommand.run($0) })

  static let period = Command(
    name: "period", group: .question,
    summary: "the best period of disk states and its neighbours",
    details: """
      Finds the period of periodic-disk-revolve with the least cost per step and lists the costs of its neighbours. It \
      does not depend on the length; -l bounds it.
      """,
    optionKeys: chainOptions + [.memorySlots] + diskOptions + tableOptions,
    remedies: [
      .overlap: """
      period plans transfers that block; beside the steps the best period depends on the length, and \
      periodic-disk-revolve --overlap -l N takes it
      """
    ],
    examples: [
      Example(line: "adjsched period -m 10 --disk-write 5 --disk-read 4", summary: "a chain of any length")
    ],
    run: { try PeriodCommand.run($0) })
}

extension Command {
  static let share = Command(
    name: "share", group: .question,
    summary: "divide one memory among several chains",
    details: """
      Reads several chains and one memory from a file. On a single processor the chains run one after another, each \
      with the whole memory; with a processor for each chain they run at the same time, and the slots are divided so \
      that the sum or the maximum of the makespans is least.
      """,
    optionKeys: tableOptions,
    operand: Operand(placeholder: "file", summary: "chains and memory, JSON; - or no file reads standard input"),
    examples: [
      Example(line: "adjsched share problem.json", summary: "the best division"),
      Example(line: "adjsched share problem.json --format json", summary: "the same, for programs"),
    ],
    run: { try ShareCommand.run($0) })
}
