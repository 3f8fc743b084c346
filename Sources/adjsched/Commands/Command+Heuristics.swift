/// The planners that do not promise the optimum: baselines and what the field uses.
extension Command {
  static let storeAll = Command(
    name: "store-all", group: .heuristic,
    summary: "keep every state, run no step twice",
    details: """
      Makes the schedule that keeps every state, the cheapest slots filled first. Without any level there is free \
      memory for all of them.
      """,
    optionKeys: chainOptions + platformOptions + scheduleOptions,
    operand: problemOperand,
    examples: [
      Example(line: "adjsched store-all -l 1000 --summary", summary: "what the steps alone cost"),
      Example(
        line: "adjsched store-all -l 1000 -m 10 --disk-write 5 --disk-read 4 --summary",
        summary: "10 states in memory, the others on a disk"),
    ],
    run: { try PlanCommand.run($0, planner: .storeAll, platform: .levelsOrUnlimited) })

  static let storeNone = Command(
    name: "store-none", group: .heuristic,
    summary: "keep only the first state, run all else anew",
    details: """
      Makes the schedule that keeps x_0 alone and runs every other state anew from it, l (l + 1) / 2 steps. Without \
      any level there is free memory.
      """,
    optionKeys: chainOptions + platformOptions + scheduleOptions,
    operand: problemOperand,
    examples: [
      Example(line: "adjsched store-none -l 100 --summary", summary: "the most that anybody should pay")
    ],
    run: { try PlanCommand.run($0, planner: .storeNone, platform: .levelsOrUnlimited) })

  static let uniform = Command(
    name: "uniform", group: .heuristic,
    summary: "keep every p-th state alone, run each other one anew",
    details: """
      Makes the schedule that stores the states x_0, x_p, x_2p and so on, in the cheapest slots first, and runs every \
      state between two of them anew for each backward step: l / p slots, and about p / 2 runs of each step. periodic \
      keeps a segment's states while it is reversed. Without --period it takes the best p for the slots that there are.
      """,
    optionKeys: chainOptions + platformOptions + [.period] + scheduleOptions,
    operand: problemOperand,
    examples: [
      Example(line: "adjsched uniform -l 1000 -m 50 --summary", summary: "the best period for 50 slots"),
      Example(line: "adjsched uniform -l 1000 -m 50 --period 25", summary: "every 25th state"),
    ],
    run: { try PlanCommand.run($0, planner: .uniform, platform: .levels) })

  static let periodic = Command(
    name: "periodic", group: .heuristic,
    summary: "keep every p-th state, and a segment while it is reversed",
    details: """
      Makes the schedule that most codes with a checkpoint every p steps follow: it stores the states x_0, x_p, x_2p and \
      so on, and then, from the last segment to the first, runs the segment once more and keeps all of its states until \
      they are used. No step is run more than twice. It takes some l / p + p slots, the cheapest of them for the \
      segment. Without --period it takes the best p of those for which there are slots.
      """,
    optionKeys: chainOptions + platformOptions + [.period] + scheduleOptions,
    operand: problemOperand,
    examples: [
      Example(line: "adjsched periodic -l 1000 -m 100 --summary", summary: "the best period for 100 slots"),
      Example(
        line: "adjsched periodic -l 1000 -m 20 --disk-write 5 --disk-read 4 --period 20",
        summary: "every 20th state on disk, a segment in memory"),
    ],
    run: { try PlanCommand.run($0, planner: .periodic, platform: .levels) })

  static let multistage = Command(
    name: "multistage", group: .heuristic,
    summary: "Revolve over the slots of all levels (Stumm and Walther)",
    details: """
      Makes Revolve's schedule as if the slots of all levels were alike, and gives those with the most traffic to \
      the fastest level. Costs are counted as they are.
      """,
    optionKeys: chainOptions + platformOptions + scheduleOptions,
    operand: problemOperand,
    reference: """
      P. Stumm, A. Walther, MultiStage approaches for optimal offline checkpointing, SIAM J. Sci. Comput. 31 \
      (2009), doi:10.1137/080718036
      """,
    examples: [
      Example(
        line: "adjsched multistage -l 1000 -m 10 --level disk=20:5:4", summary: "30 slots, 10 of them in memory")
    ],
    run: { try PlanCommand.run($0, planner: .multistage, platform: .levels) })

  static let oneReadDiskRevolve = Command(
    name: "one-read-disk-revolve", group: .heuristic,
    summary: "Disk-Revolve that reads each disk state once",
    details: """
      Makes the schedule of least makespan among those that read a state on disk just once for each time that it is \
      written; some programs call it Disk-Revolve. disk-revolve, which reads as often as it pays, is never slower.
      """,
    optionKeys: chainOptions + [.memorySlots] + diskOptions + scheduleOptions,
    operand: problemOperand,
    reference: """
      G. Aupy, J. Herrmann, P. Hovland, Y. Robert, Optimal multistage algorithm for adjoint computation, SIAM \
      J. Sci. Comput. 38 (2016), doi:10.1137/15M1019222
      """,
    examples: [
      Example(
        line: "adjsched one-read-disk-revolve -l 1000 -m 10 --disk-write 5 --disk-read 4",
        summary: "memory and a disk with room for every state")
    ],
    run: { try PlanCommand.run($0, planner: .oneReadDiskRevolve, platform: .memoryAndDisk) })

  static let periodicDiskRevolve = Command(
    name: "periodic-disk-revolve", group: .heuristic,
    summary: "every p-th state on disk, the best schedule in between",
    details: """
      Makes the schedule that writes every p-th state to disk and reverses each segment with memory and its own disk \
      state. The best p does not depend on the chain's length; --period takes another one. Without --period the disk is \
      left alone where Revolve in memory costs no more.
      """,
    optionKeys: chainOptions + [.memorySlots] + diskOptions + [.period] + scheduleOptions,
    operand: problemOperand,
    reference: """
      G. Aupy, J. Herrmann, Periodicity in optimal hierarchical checkpointing schemes for adjoint \
      computations, Optim. Methods Softw. 32 (2017), doi:10.1080/10556788.2016.1230612
      """,
    examples: [
      Example(
        line: "adjsched periodic-disk-revolve -l 1000 -m 10 --disk-write 5 --disk-read 4", summary: "the best period"),
      Example(
        line: "adjsched periodic-disk-revolve -l 1000 -m 10 --disk-write 5 --disk-read 4 --period 100",
        summary: "every 100th state on disk"),
    ],
    run: { try PlanCommand.run($0, planner: .periodicDiskRevolve, platform: .memoryAndDisk) })

  static let twoLevel = Command(
    name: "two-level", group: .heuristic,
    summary: "every p-th state on disk, Revolve in memory in between",
    details: """
      Makes the schedule that writes every p-th state to disk, reads each of them once, and reverses each segment by \
      Revolve in memory. Without --period it takes the p of least cost per step, or leaves the disk alone where \
      Revolve in memory costs no more.
      """,
    optionKeys: chainOptions + [.memorySlots] + diskOptions + [.period] + scheduleOptions,
    operand: problemOperand,
    reference: """
      G. C. Pringle, D. C. Jones, S. Goswami, S. H. K. Narayanan, D. Goldberg, Providing the ARCHER community \
      with adjoint modelling tools for high-performance oceanographic and cryospheric computation (2016)
      """,
    examples: [
      Example(line: "adjsched two-level -l 1000 -m 10 --disk-write 5 --disk-read 4", summary: "the best period")
    ],
    run: { try PlanCommand.run($0, planner: .twoLevel, platform: .memoryAndDisk) })

  static let online = Command(
    name: "online", group: .heuristic,
    summary: "store as the chain runs, its length unknown until the end",
    details: """
      Makes the schedule that results when nobody knows the length until the chain ends: states are stored by the \
      rule of Wang, Moin and Iaccarino on the cheapest level, and then reversed as well as they allow.
      """,
    optionKeys: chainOptions + platformOptions + scheduleOptions,
    operand: problemOperand,
    reference: """
      Q. Wang, P. Moin, G. Iaccarino, Minimal repetition dynamic checkpointing algorithm for unsteady adjoint \
      calculation, SIAM J. Sci. Comput. 31 (2009), doi:10.1137/080727890
      """,
    examples: [Example(line: "adjsched online -l 1000 -m 10 --summary", summary: "a chain that ends after 1000 steps")],
    run: { try PlanCommand.run($0, planner: .online, platform: .levels) })
}
