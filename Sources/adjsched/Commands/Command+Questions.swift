/// The commands that answer with a table instead of a schedule.
extension Command {
  static let compare = Command(
    name: "compare", group: .first,
    summary: "all planners on one platform, a row each",
    details: """
      Plans one problem with every planner that takes it, and lists makespan, ratio to the optimum and to store-all \
      (every state kept for free), steps run again, and traffic, by makespan. The problem comes from the options or \
      from a file.
      """,
    optionKeys: chainOptions + platformOptions + tableOptions,
    operand: problemOperand,
    examples: [
      Example(
        line: "adjsched compare -l 1000 -m 10 --disk-write 5 --disk-read 4",
        summary: "every strategy on memory and disk"
      ),
      Example(line: "adjsched compare problem.json --format csv", summary: "the problem of a file, for a spreadsheet"),
    ],
    run: { try CompareCommand.run($0) })

  static let sweep = Command(
    name: "sweep", group: .question,
    summary: "makespans over ranges of lengths, slots or costs",
    details: """
      Plans every combination of the ranges given: any number of an option may be a range, A...B for every step of \
      its last digit, A...B:N for N points, A...B:log for round numbers, A...B:log:N for N points at equal ratios. \
      Within a level, whose colons separate its numbers, a slash does for the colon: disk=5...25/5:4. \
      The option given first varies slowest.
      """,
    optionKeys: chainOptions + platformOptions + [.period, .planner] + tableOptions,
    examples: [
      Example(line: "adjsched sweep -l 1000 -m 1...50", summary: "what each slot is worth"),
      Example(
        line: "adjsched sweep -l 100...100000:log -m 10 --disk-write 5 --disk-read 4 --planner all",
        summary: "every planner, for growing chains"),
    ],
    run: { try SweepCommand.run($0) })

  static let budget = Command(
    name: "budget", group: .first,
    summary: "how few slots, what does this memory give, which platform",
    details: """
      Finds the fewest slots of memory (with -m given: of the disk) for which the best schedule costs at most --at-most \
      or --time; or the slots that --memory holds at --state-size each; or, given problem files, which of them stay \
      within --at-most or --time.
      """,
    optionKeys: chainOptions + platformOptions + [.atMost, .time, .memory, .stateSize] + tableOptions,
    operand: Operand(
      placeholder: "file", summary: "problems, JSON, to choose between", isRepeatable: true),
    examples: [
      Example(line: "adjsched budget -l 1000 --at-most 1.5x", summary: "at most 1.5 times store-all: how few slots"),
      Example(
        line: "adjsched budget -l 1000 --memory 8GiB --state-size 96MiB", summary: "how many slots, which makespan"),
      Example(line: "adjsched budget --time 2h one.json two.json", summary: "which platform is done in two hours"),
    ],
    run: { try BudgetCommand.run($0) })

  static let period = Command(
    name: "period", group: .question,
    summary: "the best period of disk states and its neighbours",
    details: """
      Finds the period of periodic-disk-revolve with the least cost per step, and lists what its neighbours cost. \
      It does not depend on the length, which -l may bound.
      """,
    optionKeys: chainOptions + [.memorySlots] + diskOptions + tableOptions,
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
      Reads chains and one memory from a file. On one processor the chains run one after another, each with the \
      whole memory; on one processor each all run at once, and the slots are divided so that the sum or the maximum \
      of the makespans is least.
      """,
    optionKeys: tableOptions,
    operand: Operand(placeholder: "file", summary: "chains and memory, JSON; - or none reads standard input"),
    examples: [
      Example(line: "adjsched share problem.json", summary: "the best division"),
      Example(line: "adjsched share problem.json --format json", summary: "the same for a program"),
    ],
    run: { try ShareCommand.run($0) })
}
