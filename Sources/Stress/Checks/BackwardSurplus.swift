import AdjointSchedules
import SeededRandom

extension Check<ChainTrial> {
  /// Backward steps run once each: what one of them costs more, every optimum costs more.
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
