/// The planners that do not promise the optimum: baselines and what the field uses.
extension Command {
  private static let tapeOptions: [Option.Key] = [.length, .forwardCost, .backwardCost] + platformOptions

  static let checkpointSequential = Command(
    name: "checkpoint-sequential", group: .heuristic,
    summary: "every n-th block as a segment, as PyTorch does (tapes)",
    details: """
      Plans the schedule of PyTorch's checkpoint_sequential for a chain whose steps may keep their tapes: the chain is \
      cut into segments of equal length, the last of which takes the steps that remain; the first states of all but \
      the last are stored, and each segment is run again from there with all its tapes. Without --period the best \
      number of segments is used. --backward-cost is the cost of a backward step from its tape.
      """,
    optionKeys: tapeOptions + [.period] + scheduleOptions,
    operand: problemOperand,
    reference: """
      T. Chen, B. Xu, C. Zhang, C. Guestrin, Training deep nets with sublinear memory cost (2016), \
      doi:10.48550/arXiv.1604.06174
      """,
    examples: [
      Example(
        line: "adjsched checkpoint-sequential schedules/problems/resnet-50.json", summary: "ResNet-50 in 1.5 GiB"),
      Example(
        line: "adjsched checkpoint-sequential problem.json --period 4 --summary", summary: "segments of 4 blocks"),
    ],
    run: { try PlanCommand.run($0, planner: .checkpointSequential, platform: .levels) })

  static let fullRecomputation = Command(
    name: "full-recomputation", group: .heuristic,
    summary: "store every state, rerun each block whole (tapes)",
    details: """
      Plans the schedule that stores every state and runs each step again, with its tape, right before its backward \
      step: every block checkpointed by itself, also called full activation checkpointing. The last step keeps its \
      tape at once. --backward-cost is the cost of a backward step from its tape.
      """,
    optionKeys: tapeOptions + scheduleOptions,
    operand: problemOperand,
    reference: """
      V. Korthikanti, J. Casper, S. Lym, L. McAfee, M. Andersch, M. Shoeybi, B. Catanzaro, Reducing activation \
      recomputation in large transformer models (2022), doi:10.48550/arXiv.2205.05198
      """,
    examples: [
      Example(line: "adjsched full-recomputation schedules/problems/vgg-16.json --summary", summary: "VGG-16")
    ],
    run: { try PlanCommand.run($0, planner: .fullRecomputation, platform: .levels) })

  static let storeAll = Command(
    name: "store-all", group: .heuristic,
    summary: "store every state, run no step twice",
    details: """
      Plans the schedule that stores every state, filling the cheapest slots first. If no level is given, free memory \
      holds them all. If the file's chain keeps tapes, every tape is stored and no state.
      """,
    optionKeys: chainOptions + platformOptions + scheduleOptions,
    operand: problemOperand,
    examples: [
      Example(line: "adjsched store-all -l 1000 --summary", summary: "the cost of the steps alone"),
      Example(
        line: "adjsched store-all -l 1000 -m 10 --disk-write 5 --disk-read 4 --summary",
        summary: "10 states in memory, the others on a disk"),
    ],
    run: { try PlanCommand.run($0, planner: .storeAll, platform: .levelsOrUnlimited) })

  static let storeNone = Command(
    name: "store-none", group: .heuristic,
    summary: "store only the first state, rerun everything else",
    details: """
      Plans the schedule that stores only x_0 and recomputes every other state from it: l (l + 1) / 2 steps. If no \
      level is given, free memory holds x_0.
      """,
    optionKeys: chainOptions + platformOptions + scheduleOptions,
    operand: problemOperand,
    examples: [
      Example(line: "adjsched store-none -l 100 --summary", summary: "the most that a chain should cost")
    ],
    run: { try PlanCommand.run($0, planner: .storeNone, platform: .levelsOrUnlimited) })

  static let uniform = Command(
    name: "uniform", group: .heuristic,
    summary: "store only every p-th state, rerun the steps in between",
    details: """
      Plans the schedule that stores the states x_0, x_p, x_2p and so on, cheapest slots first, and recomputes the \
      states in between for each backward step: l / p slots, and about p / 2 runs of each step. (periodic instead \
      keeps a segment's states while it is reversed.) Without --period it uses the best p for the available slots.
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
    summary: "store every p-th state, and a segment while it is reversed",
    details: """
      Plans the schedule used by most codes with a checkpoint every p steps: it stores the states x_0, x_p, x_2p and \
      so on, and then, from the last segment to the first, runs the segment again and keeps all its states until they \
      are used. No step runs more than twice. It needs about l / p + p slots, and uses the cheapest for the segment. \
      Without --period it uses the best p for which there are enough slots.
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
      Plans Revolve's schedule as if the slots of all levels were alike, then assigns the slots with the most traffic \
      to the fastest level. The makespan uses the true costs.
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
    summary: "Disk-Revolve, reading each disk state once",
    details: """
      Plans the schedule of least makespan among those that read each state on disk only once per write; some programs \
      call it Disk-Revolve. disk-revolve, which reads as often as it pays off, is never slower.
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
        summary: "memory and a disk of any size")
    ],
    run: { try PlanCommand.run($0, planner: .oneReadDiskRevolve, platform: .memoryAndDisk) })

  static let periodicDiskRevolve = Command(
    name: "periodic-disk-revolve", group: .heuristic,
    summary: "every p-th state on disk, the best schedule in between",
    details: """
      Plans the schedule that writes every p-th state to disk and reverses each segment using memory and that \
      segment's disk state. The best p does not depend on the length of the chain; --period overrides it. Without \
      --period the disk is not used if Revolve in memory costs no more.
      """,
    optionKeys: chainOptions + [.memorySlots] + diskOptions + [.overlap, .period] + scheduleOptions,
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
      Plans the schedule that writes every p-th state to disk, reads each of them once, and reverses each segment with \
      Revolve in memory. Without --period it uses the p of least cost per step, or only memory if Revolve costs no \
      more there.
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
    summary: "store states while the chain runs, its length not known in advance",
    details: """
      Plans the schedule that results when the length is not known until the chain ends: states are stored on the \
      cheapest level by the rule of Wang, Moin and Iaccarino, and the chain is then reversed as well as the stored \
      states allow.
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
