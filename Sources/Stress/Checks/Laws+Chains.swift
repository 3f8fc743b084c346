import AdjointSchedules
import SeededRandom

extension Check<ChainTrial> {
  /// Without its last step, a chain costs less by at least its last backward step, since reversing the longer chain
  /// includes reversing the shorter one.
  static var oneStepLess: Check {
    Check(name: "law: one step less") { trial in
      let problem = trial.problem
      guard let original = try? trial.best.get(), problem.chain.length > 0 else { return 0 }
      let last = problem.chain.backwardSteps - 1
      let saved = problem.chain.adjointCost[last]
      let length = problem.chain.length - 1
      guard let changed = problem.changed({ $0.shorten(to: length) }) else { return 0 }
      try Law.notMore(
        trial.replanned(changed), than: Int128(original.makespanUnits) - Int128(saved), "without the last step")
      return 1
    }
  }
}

extension Check<ChainTrial> {
  /// Backward steps run once each: if one costs more, every optimum costs exactly that much more.
  static var backwardSurplus: Check {
    Check(name: "law: a dearer backward step") { trial in
      guard let original = try? trial.best.get(), trial.problem.chain.tapes == nil, trial.problem.chain.length <= 60
      else { return 0 }
      let length = trial.problem.chain.length
      var random = trial.generator(0x6261_636B)
      let (step, surplus) = (random.int(0...length), random.int(1...50))
      var costs = (0...length).map { trial.problem.chain.backwardCost[$0] }
      let sum = costs[step].addingReportingOverflow(surplus)
      if sum.overflow { return 0 }
      costs[step] = sum.partialValue
      guard let changed = trial.problem.changed({ $0.backwardCost = .each(costs) }) else { return 0 }
      if Int128(original.makespanUnits) + Int128(surplus) >= Int128(Int.max) { return 0 }
      try Law.same(trial.replanned(changed), as: original, "backward step \(step) dearer by \(surplus)") {
        $0 + Int128(surplus)
      }
      return 1
    }
  }
}

extension Check<ChainTrial> {
  /// If all costs are multiplied by a number, so is the optimum.
  static var scaledCosts: Check {
    Check(name: "law: scaled costs") { trial in
      // A bandwidth divided by a number need not be whole.
      guard let original = try? trial.best.get(),
        !trial.problem.levels.contains(where: { $0.writeBandwidth != nil || $0.readBandwidth != nil })
      else { return 0 }
      var random = trial.generator(0x7363_616C)
      let factor = random.pick([2, 3, 7, 10, 1_000_003])
      if Int128(original.makespanUnits) * Int128(factor) >= Int128(Int.max) { return 0 }
      var fits = true
      func scaled(_ cost: Int) -> Int {
        let product = cost.multipliedReportingOverflow(by: factor)
        fits = fits && !product.overflow
        return product.overflow ? 0 : product.partialValue
      }
      let changed = trial.problem.changed { parts in
        parts.forwardCost = parts.forwardCost.map(scaled)
        parts.backwardCost = parts.backwardCost.map(scaled)
        parts.tapes = parts.tapes.map { Tapes(size: $0.size, adjointCost: $0.adjointCost.map(scaled)) }
        parts.levels = parts.levels.map {
          $0.with(writeCost: scaled($0.write.latency), readCost: scaled($0.read.latency))
        }
      }
      // A cost that no good schedule pays may be too large to multiply.
      guard let changed, fits else { return 0 }
      try Law.same(trial.replanned(changed), as: original, "all costs times \(factor)") { $0 * Int128(factor) }
      return 1
    }
  }
}

extension Check<ChainTrial> {
  /// Uniform costs and sizes given as lists give exactly the same operations with every planner.
  static var uniformAsArrays: Check {
    Check(name: "law: alike steps as lists") { trial in
      let length = trial.problem.chain.length
      if length > 60 { return 0 }
      let changed = trial.problem.changed { parts in
        parts.forwardCost = parts.forwardCost.listed(length)
        parts.backwardCost = parts.tapes == nil ? parts.backwardCost.listed(length + 1) : parts.backwardCost
        parts.stateSize = parts.stateSize?.listed(length + 1)
        parts.forwardTemporary = parts.forwardTemporary?.listed(length)
        parts.backwardTemporary = parts.backwardTemporary?.listed(trial.problem.chain.backwardSteps)
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

extension Check<ChainTrial> {
  /// States of one size in bytes are equivalent to states in slots: the same operations.
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
