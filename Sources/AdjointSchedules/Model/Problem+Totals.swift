extension Problem {
  /// What all backward steps cost together: each runs once in every schedule.
  ///
  /// - Complexity: O(step costs given), since those are added up. 2^63 costs of 63 bits fit.
  var backwardTotal: Int128 { Self.total(chain.adjointCost, count: chain.backwardSteps) }

  /// What one run over all forward steps costs, which every schedule has.
  var forwardTotal: Int128 { Self.total(chain.forwardCost, count: chain.length) }

  private static func total(_ cost: StepCost, count: Int) -> Int128 {
    switch cost {
    case .uniform(let cost): return Int128(cost) * Int128(count)
    case .each(let costs): return costs.reduce(0) { $0 + Int128($1) }
    }
  }
}

extension Problem {
  /// Returns what the chain costs when every state is kept for free: each step once, forward and backward.
  ///
  /// It is what all ratios "to store-all" refer to, and a lower bound on any platform: no schedule runs fewer steps.
  /// In the problem's units.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` when it does not fit 64 bits; then no makespan does.
  /// - Complexity: O(step costs given), since those are added up.
  package func storeAllMakespan() throws(PlanningError) -> Int {
    try (forwardTotal + backwardTotal).asMakespan()
  }
}
