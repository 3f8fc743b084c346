extension Problem {
  /// The total cost of the backward steps: each runs once in every schedule.
  ///
  /// - Complexity: O(step costs given), since they are added up. 2^63 costs of 63 bits fit.
  var backwardTotal: Int128 { Self.total(chain.adjointCost, count: chain.backwardSteps) }

  /// The cost of one run over all forward steps, which every schedule contains.
  var forwardTotal: Int128 { Self.total(chain.forwardCost, count: chain.length) }

  private static func total(_ cost: StepCost, count: Int) -> Int128 {
    switch cost {
    case .uniform(let cost): return Int128(cost) * Int128(count)
    case .each(let costs): return costs.reduce(0) { $0 + Int128($1) }
    }
  }
}

extension Problem {
  /// Returns the cost of all steps if every state is kept for free: each step runs once, forward and backward.
  ///
  /// Ratios "to store-all" are relative to it. It is a lower bound on any platform, since no schedule runs fewer steps.
  /// In the problem's units.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` if it does not fit 64 bits; then no makespan does.
  /// - Complexity: O(step costs given), since they are added up.
  package func storeAllMakespan() throws(PlanningError) -> Int {
    if junction != nil { return try makespan(forwardSteps: Int128(steps)) }
    return try (forwardTotal + backwardTotal).asMakespan()
  }
}
