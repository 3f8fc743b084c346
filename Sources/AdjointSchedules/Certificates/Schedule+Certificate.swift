extension Schedule {
  /// Returns what proves the schedule's lower bound, or as much of it as a certificate can.
  ///
  /// On levels in slots: equal steps by prices, steps that differ by layers, and short chains of any kind, if these are not
  /// enough, by a value for each state of the machine. Free steps, a chain without steps and a single slot need no values.
  ///
  /// - Parameter observer: Receives progress updates.
  /// - Throws: ``PlanningError/uncertified(_:)`` if no certificate describes the problem, or it would be too large;
  ///   ``PlanningError`` if its making hits a limit.
  /// - Complexity: that of planning by prices, since the price is found again.
  public func certificate(observer: PlanningObserver? = nil) throws(PlanningError) -> Certificate {
    try PlanningProgress.observed(by: observer) { () throws(PlanningError) in try certified() }
  }

  private func certified() throws(PlanningError) -> Certificate {
    if problem.junction != nil { throw .uncertified(.branches) }
    if problem.situation != nil { throw .uncertified(.situation) }
    if problem.chain.tapes != nil { throw .uncertified(.tapes) }
    if problem.countsBytes || problem.chain.stateSize != nil { throw .uncertified(.sizes) }
    if problem.isOverlapped { return try overlapped() }
    let goal = lowerBoundUnits ?? 0
    var best = certificate(.count, bound: try problem.countedBound())
    if best.lowerBoundUnits >= goal { return best }
    var obstacle: PlanningError?
    do throws(PlanningError) {
      let other = try problem.chain.forwardCost.common == nil ? layers() : prices(goal: goal)
      if let other, other.lowerBoundUnits > best.lowerBoundUnits { best = other }
    } catch {
      // A short chain may still have few machine states.
      obstacle = error
    }
    if best.lowerBoundUnits < goal, let proof = try PotentialProof(problem, goal: goal) {
      return certificate(.potential(proof), bound: goal)
    }
    if let obstacle { throw obstacle }
    return best
  }

  /// Returns the certificate of the bound for transfers that run beside the steps.
  private func overlapped() throws(PlanningError) -> Certificate {
    guard problem.chain.forwardCost.common ?? 0 > 0, let backward = problem.chain.backwardCost.common else {
      throw .uncertified(.overlap)
    }
    let chain = UniformChain(
      length: problem.chain.length, forwardCost: problem.chain.forwardCost[0], backwardCost: backward)
    guard let proof = OverlapProof(OverlapMachine(chain, levels: problem.levels)) else { throw .uncertified(.overlap) }
    return certificate(.overlap(proof), bound: proof.bound)
  }

  /// Returns the best certificate by prices for equal steps.
  private func prices(goal: Int) throws(PlanningError) -> Certificate? {
    guard let forward = problem.chain.forwardCost.common, forward > 0 else { return nil }
    var best: Certificate?
    let backward = try problem.backwardTotal.asMakespan()
    for order in ExactPlanning.ordersToBound(problem.usableLevels) where best?.lowerBoundUnits ?? 0 < goal {
      let affordable = PriceEngine.affordable(order, length: problem.chain.length, forwardCost: forward)
      let platform = try PricedPlatform(
        length: problem.chain.length, forwardCost: forward, backwardCost: 0,
        levels: ExactPlanning.relaxed(affordable))
      let proof = try PriceProof(platform, order: affordable.map(\.index), goal: goal - backward)
      let bound = try (Int128(proof.bound) + Int128(backward)).asMakespan()
      if bound > best?.lowerBoundUnits ?? 0 { best = certificate(.prices(proof), bound: bound) }
    }
    return best
  }

  /// Returns the best certificate by layers for steps that differ.
  private func layers() throws(PlanningError) -> Certificate? {
    guard case .each(let costs) = problem.chain.forwardCost else { return nil }
    let backward = problem.backwardTotal
    let proof = try LayerProof(
      costs, levels: ExactPlanning.relevantLevels(of: problem), levelCount: problem.levels.count,
      makespan: Int128(makespanUnits) - backward)
    return certificate(.layers(proof), bound: try (Int128(proof.bound) + backward).asMakespan())
  }

  private func certificate(_ proof: Certificate.Proof, bound: Int) -> Certificate {
    Certificate(
      problem: problem, makespanUnits: makespanUnits, lowerBoundUnits: Swift.min(bound, makespanUnits), proof: proof)
  }
}

extension Problem {
  /// Returns what every schedule costs at least: every step runs, x_0 is written once, and every backward step but the
  /// first needs a read. With a single slot it holds x_0, from which all states are reached.
  func countedBound() throws(PlanningError) -> Int {
    var total = forwardTotal + backwardTotal
    let usable = usableLevels
    if chain.length > 0, let write = usable.map(\.level.writeCost).min(), let read = usable.map(\.level.readCost).min()
    {
      total += Int128(write) + Int128(chain.length) * Int128(read)
      if usable.count == 1, usable[0].level.slots == 1 { total += runsFromFirst - forwardTotal }
    }
    return try total.asMakespan()
  }

  /// What it costs to reach x_1 ... x_l from x_0, each on its own.
  private var runsFromFirst: Int128 {
    switch chain.forwardCost {
    case .uniform(let cost): Int128(cost) * (Int128(chain.length) * (Int128(chain.length) + 1) / 2)
    case .each(let costs): costs.enumerated().reduce(0) { $0 + Int128($1.element) * Int128(costs.count - $1.offset) }
    }
  }
}

extension ExactPlanning {
  /// Returns the orders of the levels that give bounds.
  static func ordersToBound(_ levels: [IndexedLevel]) -> [[IndexedLevel]] {
    hierarchicalOrder(levels).map { [$0] } ?? orders(of: levels)
  }
}
