import AdjointSchedules
import SeededRandom

extension Check<ChainTrial> {
  /// States of one size in so many bytes are states in slots: the same operations.
  static var sizesAsSlots: Check {
    Check(name: "law: one size for all is slots") { trial in
      guard trial.problem.chain.tapes == nil, trial.problem.chain.stateSize == nil else { return 0 }
      if trial.problem.levels.contains(where: { $0.slots ?? 0 > 1 << 30 }) { return 0 }
      var random = trial.generator(0x7369_7A65)
      let size = random.int(1...1_000)
      let changed = trial.problem.changed { parts in
        parts.stateSize = .uniform(size)
        parts.levels = parts.levels.map { level in
          guard let slots = level.slots else { return level }
          return level.with(capacity: slots * size + random.int(0...size - 1))
        }
      }
      guard let changed else { return 0 }
      let plan = random.pick(trial.plans)
      let name = plan.planner.rawValue
      let result = Result { () throws(PlanningError) in try plan.planner.schedule(for: changed, options: plan.options) }
      switch (plan.result, result) {
      case (.success(let slots), .success(let bytes)):
        try require(slots.makespan == bytes.makespan, "\(name) in slots \(slots.makespan), in bytes \(bytes.makespan)")
        if let statistics = try? slots.statistics(), statistics.operations <= Conduct.maximumOperations {
          try require(Array(slots) == Array(bytes), "\(name) gives other operations in bytes")
          try Conduct.check(bytes)
        }
      case (.failure(let slots), .failure(let bytes)):
        try require(slots == bytes, "\(name) says in slots \(slots), in bytes \(bytes)")
      default: throw Broken("\(name) plans slots or bytes, not both")
      }
      return 1
    }
  }
}
