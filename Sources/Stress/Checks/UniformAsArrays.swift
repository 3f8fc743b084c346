import AdjointSchedules
import SeededRandom

extension Check<ChainTrial> {
  /// Costs and sizes that are alike, given as lists, give the very same operations, whoever plans.
  static var uniformAsArrays: Check {
    Check(name: "law: alike steps as lists") { trial in
      let length = trial.problem.chain.length
      if length > 60 { return 0 }
      let changed = trial.problem.changed { parts in
        parts.forwardCost = parts.forwardCost.listed(length)
        parts.backwardCost = parts.tapes == nil ? parts.backwardCost.listed(length + 1) : parts.backwardCost
        parts.stateSize = parts.stateSize?.listed(length + 1)
        parts.tapes = parts.tapes.map {
          Tapes(size: $0.size?.listed(length), adjointCost: $0.adjointCost.listed(length))
        }
      }
      guard let changed, changed != trial.problem else { return 0 }
      var random = trial.generator(0x6C69_7374)
      let plan = random.one(in: 2) ? trial.plans[0] : random.pick(trial.plans)
      let name = plan.planner.rawValue
      let result = Result { () throws(PlanningError) in try plan.planner.schedule(for: changed, options: plan.options) }
      switch (plan.result, result) {
      case (.success(let schedule), .success(let listed)):
        try require(
          listed.makespanUnits == schedule.makespanUnits && listed.lowerBoundUnits == schedule.lowerBoundUnits
            && listed.isOptimal == schedule.isOptimal,
          "\(name) as lists \(listed.makespanUnits), else \(schedule.makespanUnits)")
        if let statistics = try? schedule.statistics(), statistics.operations <= Conduct.maximumOperations {
          try require(Array(listed) == Array(schedule), "\(name) gives other operations as lists")
        }
      case (.failure(let error), .failure(let listed)):
        try require(error == listed, "\(name) says \(error), as lists \(listed)")
      default: throw Broken("\(name) plans numbers or lists, not both")
      }
      return 1
    }
  }
}
