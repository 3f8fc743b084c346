/// Planners that promise the optimum on the platforms they accept.
extension Command {
  static let revolve = Command(
    name: "revolve",
    group: .optimum,
    summary: "plan with one free memory level (Revolve)",
    details: """
      Plans the schedule of least makespan for a chain when at most -m states can be stored and storing them is free: \
      the binomial schedule of Griewank and Walther.
      """,
    optionKeys: chainOptions + [.memorySlots] + scheduleOptions + [.effort, .timeLimit, .maxRuns],
    operand: problemOperand,
    reference: """
      A. Griewank, A. Walther, Algorithm 799: Revolve, ACM TOMS 26 (2000), doi:10.1145/347837.347846
      """,
    examples: [
      Example(line: "adjsched revolve -l 1000 -m 10", summary: "1000 steps, 10 states in memory"),
      Example(
        line: "adjsched revolve --steps 100 -m 5 --backward-cost 2.5 --summary",
        summary: "100 time steps, makespan and counts only"),
    ],
    run: { try PlanCommand.run($0, planner: .revolve, platform: .memory) })

  static let diskRevolve = Command(
    name: "disk-revolve",
    group: .optimum,
    summary: "plan with free memory and a disk (Disk-Revolve)",
    details: """
      Plans the schedule of least makespan for a chain with two levels: -m states in memory, free to write and read, \
      and a disk that costs --disk-write and --disk-read per state and holds --disk-slots states, or any number.
      """,
    optionKeys: chainOptions + [.memorySlots] + diskOptions + [.overlap] + scheduleOptions
      + [.effort, .timeLimit, .maxRuns],
    operand: problemOperand,
    reference: """
      G. Aupy, J. Herrmann, P. Hovland, Y. Robert, Optimal multistage algorithm for adjoint computation, SIAM \
      J. Sci. Comput. 38 (2016), doi:10.1137/15M1019222
      """,
    examples: [
      Example(
        line: "adjsched disk-revolve -l 1000 -m 10 --disk-write 5 --disk-read 4",
        summary: "memory and a disk of any size"),
      Example(
        line: "adjsched disk-revolve -l 1000 -m 10 --disk-write 5 --disk-read 4 --disk-slots 20",
        summary: "at most 20 states on the disk"),
    ],
    run: { try PlanCommand.run($0, planner: .diskRevolve, platform: .memoryAndDisk) })

  static let hrevolve = Command(
    name: "hrevolve",
    group: .optimum,
    summary: "plan with any number of storage levels (H-Revolve)",
    details: """
      Plans the schedule of least makespan for a chain with any number of storage levels, each with its slots and its \
      costs of writing and reading: free memory first with -m, then the disk of --disk-write and --disk-read, then \
      each --level, fastest first. If the makespan cannot be proven least, the result says so and gives a lower bound.
      """,
    optionKeys: chainOptions + platformOptions + scheduleOptions + [.effort, .timeLimit, .maxRuns],
    operand: problemOperand,
    reference: """
      J. Herrmann, G. Pallez, H-Revolve, ACM TOMS 46 (2020), doi:10.1145/3378672
      """,
    examples: [
      Example(
        line: "adjsched hrevolve -l 1000 --level 10 --level 100:5:4 --level inf:50:40",
        summary: "three levels, the slowest unlimited"),
      Example(
        line: "adjsched hrevolve -l 1000 -m 10 --level nvme=100:5:4 --format jsonl -o schedule.jsonl",
        summary: "a named level, the schedule to a file"),
    ],
    run: { try PlanCommand.run($0, planner: .hrevolve, platform: .levels) })

  static let rotor = Command(
    name: "rotor",
    group: .optimum,
    summary: "plan steps that keep tapes, sizes in bytes (rotor)",
    details: """
      Plans the schedule of least makespan for a chain whose steps may keep their tapes, which hold everything their \
      backward steps need, on levels with capacities in bytes: the problem of training a deep network within a memory \
      budget. The file gives the forward and backward cost of each step, and the sizes of states and tapes. If \
      the makespan cannot be proven least, the result says so and gives a lower bound.
      """,
    optionKeys: scheduleOptions + [.effort, .timeLimit, .maxRuns],
    operand: Operand(placeholder: "file", summary: "the problem, JSON; - or no file reads standard input"),
    reference: """
      O. Beaumont, L. Eyraud-Dubois, J. Herrmann, A. Joly, A. Shilova, Optimal checkpointing for heterogeneous chains: \
      how to train deep neural networks with limited memory, Inria RR-9302 (2019), doi:10.48550/arXiv.1911.13214
      """,
    examples: [
      Example(line: "adjsched rotor schedules/problems/resnet-50.json", summary: "ResNet-50 in 1.5 GiB"),
      Example(line: "adjsched rotor problem.json --summary", summary: "makespan and counts only"),
    ],
    run: { try PlanCommand.runFile($0, planner: .rotor) })

  static let mixed = Command(
    name: "mixed",
    group: .optimum,
    summary: "plan slots that hold states or tapes (mixed checkpointing)",
    details: """
      Plans the schedule of least makespan for a chain of -l steps, each of which may keep its tape (everything its \
      backward step needs), when at most -m states and tapes can be stored and storing them is free. --backward-cost \
      is the cost of a backward step from its tape. For steps or sizes that differ, use a file with plan --planner \
      rotor.
      """,
    optionKeys: [.length, .memorySlots, .forwardCost, .backwardCost] + scheduleOptions,
    operand: problemOperand,
    reference: """
      J. R. Maddison, Step-based checkpointing with high-level algorithmic differentiation, J. Comput. Sci. 82 \
      (2024), doi:10.1016/j.jocs.2024.102405
      """,
    examples: [
      Example(line: "adjsched mixed -l 1000 -m 10", summary: "1000 steps, 10 slots for states and tapes"),
      Example(line: "adjsched mixed -l 1000000000 -m 30 --summary", summary: "makespan and counts of a longer chain"),
    ],
    run: { try PlanCommand.run($0, planner: .mixed, platform: .memory) })
}

extension Command {
  static let join = Command(
    name: "join", group: .optimum,
    summary: "plan branches that join in one handle, one free memory",
    details: """
      Plans the schedule of least makespan for several branches whose ends join at the start of one handle, as in a \
      network with several inputs, when at most -m states can be stored and storing them is free. Each branch needs \
      two slots. The problem comes from the options or from a file.
      """,
    optionKeys: [.branch, .handle, .memorySlots, .forwardCost, .backwardCost] + scheduleOptions,
    operand: Operand(
      placeholder: "file", summary: "a problem file (JSON) instead of the options; - reads standard input"),
    reference: """
      O. Beaumont, J. Herrmann, G. Pallez, A. Shilova, Optimal memory-aware backpropagation of deep join networks, \
      Phil. Trans. R. Soc. A 378 (2020), doi:10.1098/rsta.2019.0049
      """,
    examples: [
      Example(
        line: "adjsched join --branch 10 --branch 12 --handle 5 -m 8", summary: "two branches of 10 and 12 steps"),
      Example(line: "adjsched join problem.json --summary", summary: "a join from a file"),
    ],
    run: { try JoinCommand.run($0) })
}
