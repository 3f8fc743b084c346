import AdjointSchedules
import SeededRandom

extension Check<ChainTrial> {
  /// All checks for problems of one chain with overlapped levels, in order.
  static var ofOverlap: [Check] {
    [
      replay, bounds, orders, blockingRun, oneSlotMore, cheaperLevel, scaledCosts, problemFile, scheduleFiles,
      mutations,
      randomSchedules,
    ]
  }

  /// Every schedule against the least makespan over all orders of operations.
  static var orders: Check {
    Check(name: "search of all orders") { trial in
      var random = trial.generator(0x6F72_6465)
      switch EveryOrder.optimum(trial.problem, atMost: random.one(in: 20) ? 60_000 : 8_000) {
      case .optimum(let optimum): try agree(trial, optimum, "the search of all orders")
      case .impossible: try agree(trial, Reference.impossible, "the search of all orders")
      case .tooMany: return 0
      }
      return 1
    }
  }

  /// The schedule is never worse than the one for transfers that block, run with overlap: one slot of level 0 is kept free
  /// for what travels, and nothing is fetched before it is read.
  static var blockingRun: Check {
    Check(name: "the blocking schedule, overlapped") { trial in
      let problem = trial.problem
      guard problem.chain.tapes == nil, problem.chain.stateSize == nil, let first = problem.levels.first,
        let own = trial.plans.first(where: { $0.planner == .hrevolve })
      else { return 0 }
      if first.slots == 0 { return 0 }
      let blocking = problem.changed { parts in
        parts.levels = parts.levels.map { $0.with(isOverlapped: false) }
        if let slots = first.slots { parts.levels[0] = first.with(slots: slots - 1) }
      }
      // With the same effort.
      guard let blocking,
        let schedule = try? Planner.hrevolve.schedule(for: blocking, options: ChainTrial.usualOptions(problem)),
        let statistics = try? schedule.statistics(), statistics.operations <= Conduct.maximumPlainOperations,
        problem.chain.length <= 200
      else { return 0 }
      var rules = RuleByRule(problem)
      for blocking in schedule {
        for operation in Self.overlapped(blocking, rules) {
          try require(rules.run(operation), "the blocking schedule, overlapped, breaks a rule: \(operation)")
        }
      }
      let planned = try own.result.get()
      try require(
        Int128(planned.makespanUnits) <= rules.makespan,
        "hrevolve has \(planned.makespanUnits), the blocking schedule, overlapped, \(rules.makespan)")
      return 1
    }
  }

  private static func overlapped(_ operation: Operation, _ rules: RuleByRule) -> [Operation] {
    switch operation {
    case .write(let level, let step) where rules.isOverlapped(level):
      if rules.states[0][step] { return [.offload(level: level, step: step)] }
      return [.write(level: 0, step: step), .offload(level: level, step: step), .discard(level: 0, step: step)]
    case .read(let level, let step) where rules.isOverlapped(level):
      if rules.states[0][step] { return [.read(level: 0, step: step)] }
      return [.prefetch(level: level, step: step), .read(level: 0, step: step), .discard(level: 0, step: step)]
    default: return [operation]
    }
  }
}
