/// The proofs of lower bounds for a whole chain on levels in slots.
struct SlotProof {
  let problem: Problem
  /// The makespan of some schedule.
  let makespan: Int
  /// The bound that is wanted.
  let goal: Int
  /// True if the schedule is one of this problem, and not of one that may cost more.
  let isExact: Bool

  /// Returns the proof that suits the problem, with the bound that it proves; nil if none does.
  func best() throws(PlanningError) -> (Certificate.Proof, bound: Int)? {
    if problem.isOverlapped { return overlapped() }
    return try problem.chain.forwardCost.common == nil ? layers() : prices()
  }

  /// The bound for transfers that run beside the steps.
  private func overlapped() -> (Certificate.Proof, bound: Int)? {
    guard let forward = problem.chain.forwardCost.common, forward > 0, let backward = problem.chain.backwardCost.common
    else { return nil }
    let chain = UniformChain(length: problem.chain.length, forwardCost: forward, backwardCost: backward)
    let machine = OverlapMachine(chain, levels: problem.levels)
    guard let proof = OverlapProof(machine) else { return nil }
    if isExact, let slots = OverlapSlotProof(machine), slots.bound > proof.bound {
      return (.overlapSlots(slots), slots.bound)
    }
    return (.overlap(proof), proof.bound)
  }

  /// The best bound by prices for equal steps.
  private func prices() throws(PlanningError) -> (Certificate.Proof, bound: Int)? {
    guard let forward = problem.chain.forwardCost.common, forward > 0 else { return nil }
    var best: (Certificate.Proof, bound: Int)?
    let backward = try problem.backwardTotal.asMakespan()
    for order in ExactPlanning.ordersToBound(problem.usableLevels) where best?.bound ?? 0 < goal {
      let affordable = PriceEngine.affordable(order, length: problem.chain.length, forwardCost: forward)
      let platform = try PricedPlatform(
        length: problem.chain.length, forwardCost: forward, backwardCost: 0,
        levels: ExactPlanning.relaxed(affordable))
      let proof = try PriceProof(platform, order: affordable.map(\.index), goal: goal - backward)
      let bound = try (Int128(proof.bound) + Int128(backward)).asMakespan()
      if bound > best?.bound ?? 0 { best = (.prices(proof), bound) }
    }
    return best
  }

  /// The best bound by layers for steps that differ.
  private func layers() throws(PlanningError) -> (Certificate.Proof, bound: Int)? {
    guard case .each(let costs) = problem.chain.forwardCost else { return nil }
    let backward = problem.backwardTotal
    let proof = try LayerProof(
      costs, levels: ExactPlanning.relevantLevels(of: problem), levelCount: problem.levels.count,
      makespan: Int128(makespan) - backward)
    return (.layers(proof), try (Int128(proof.bound) + backward).asMakespan())
  }
}

extension ExactPlanning {
  /// Returns the orders of the levels that give bounds.
  static func ordersToBound(_ levels: [IndexedLevel]) -> [[IndexedLevel]] {
    hierarchicalOrder(levels).map { [$0] } ?? orders(of: levels)
  }
}
