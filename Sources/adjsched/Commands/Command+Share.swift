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
