extension Command {
  static let join = Command(
    name: "join", group: .optimum,
    summary: "plan branches that join in one handle, one free memory",
    details: """
      Makes the schedule of least makespan for several branches whose ends are joined at the start of one handle, as \
      in a network with several inputs, when at most -m states can be stored and storing them costs nothing. Two \
      slots a branch are needed. The problem comes from the options or from a file.
      """,
    optionKeys: [.branch, .handle, .memorySlots, .forwardCost, .backwardCost] + scheduleOptions,
    operand: Operand(placeholder: "file", summary: "a join, JSON, in place of the options; - reads standard input"),
    reference: """
      O. Beaumont, J. Herrmann, G. Pallez, A. Shilova, Optimal memory-aware backpropagation of deep join networks, \
      Phil. Trans. R. Soc. A 378 (2020), doi:10.1098/rsta.2019.0049
      """,
    examples: [
      Example(
        line: "adjsched join --branch 10 --branch 12 --handle 5 -m 8", summary: "two branches of 10 and 12 steps"),
      Example(line: "adjsched join problem.json --summary", summary: "the join of a file"),
    ],
    run: { try JoinCommand.run($0) })
}
