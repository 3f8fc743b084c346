/// Uniform checkpointing: every p-th state is stored, and each segment between two is re-run from its first state.
///
/// The slots are filled cheapest first, by w + p r, since a stored state is read about p times. Without costs, p is best
/// as small as the slots allow. It is optimal when p = 1 and keeping every state is, or when there is a single slot.
public enum Uniform {
  /// Returns the schedule with the given period or, without one, the best for the slots that there are.
  ///
  /// - Throws: ``PlanningError`` when the period needs more slots than there are, or a total does not fit 64 bits.
  /// - Complexity: O(levels) for each period tried. Longer periods run at least as many steps, so the search ends where
  ///   those alone cost more than all that a longer period could save: near sqrt(2 w / uf).
  public static func plan(
    _ problem: Problem, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    let chain = try UniformChain(problem.chain, planner: .uniform)
    let slots = SlotPlaces(problem, orderedBy: { (level: Level) in level.writeCost }).count
    if slots == 0 && chain.length > 0 { throw .noSlot(length: chain.length) }
    let period: Int
    if let wanted = options.period {
      period = wanted
      let needed = (chain.length + wanted - 1) / wanted
      if needed > slots { throw .tooFewSlots(planner: .uniform, needed: needed, available: slots) }
    } else {
      period = try bestPeriod(problem, chain, slots)
    }
    return try .heuristic(problem, .uniform, plan: plan(problem, chain, period), options: options)
  }

  private static func plan(
    _ problem: Problem, _ chain: UniformChain, _ period: Int
  ) -> PeriodicPlan<SingleSlotPlan> {
    let cost = { (level: Level) in Int128(level.writeCost) + Int128(period) * Int128(level.readCost) }
    let places = SlotPlaces(problem, orderedBy: cost)
    return PeriodicPlan(
      length: chain.length, period: period, places: places,
      segment: SingleSlotPlan(level: places.level(ofSlot: 0)))
  }

  private static func bestPeriod(
    _ problem: Problem, _ chain: UniformChain, _ slots: Int
  ) throws(PlanningError) -> Int {
    // x_0, x_p, ... before x_l: l / p states, rounded up.
    let least = max(1, (chain.length + max(slots, 1) - 1) / max(slots, 1))
    // With free steps only the storage counts, and x_0 alone takes the least of it.
    if chain.forwardCost == 0 { return max(1, chain.length) }
    var best: (period: Int, makespan: Int)?
    var period = least
    while period <= max(1, chain.length) {
      let statistics = try plan(problem, chain, period).statistics(
        length: chain.length, levelCount: problem.levels.count)
      let makespan = try problem.makespan(of: statistics)
      if makespan < best?.makespan ?? .max { best = (period, makespan) }
      // Steps alone, which no longer period lessens.
      let steps =
        Int128(statistics.forwardSteps) * Int128(chain.forwardCost)
        + Int128(statistics.backwardSteps) * Int128(chain.backwardCost)
      if let best, steps >= Int128(best.makespan) { break }
      period += 1
    }
    return best?.period ?? least
  }
}
