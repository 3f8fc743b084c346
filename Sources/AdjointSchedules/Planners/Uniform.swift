/// Uniform checkpointing with the fewest slots: every p-th state is stored, and each state between two is run anew from
/// the one before it. ``Periodic`` keeps a segment's states while it is reversed.
///
/// The slots are filled cheapest first, by w + p r, since a stored state is read about p times. Without costs, p is best
/// as small as the slots allow. Ties: of equally good periods the shortest of those tried, of levels that cost the same
/// the one that is given first. It is optimal when p = 1 and keeping every state is, or when there is a single slot.
enum Uniform {
  /// Returns the schedule with the given period or, without one, the best for the slots that there are.
  ///
  /// - Throws: ``PlanningError`` when the period needs more slots than there are, or a total does not fit 64 bits.
  /// - Complexity: O(levels) for each period tried. Longer periods run at least as many steps, so the search ends where
  ///   those alone cost more than all that a longer period could save. It begins near sqrt(2 w / uf), where writing and
  ///   running again balance, and goes both ways; at most 20 000 periods are tried.
  static func plan(
    _ problem: Problem, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    let chain = try UniformChain(problem, planner: .uniform)
    let slots = SlotPlaces(problem, orderedBy: { (level: Level) in level.writeCost })
    if slots.count == 0 && chain.length > 0 { throw .noSlot(length: chain.length) }
    let period: Int
    if let wanted = options.period {
      period = wanted
      let needed = (chain.length + wanted - 1) / wanted
      if needed > slots.count { throw .tooFewSlots(planner: .uniform, needed: needed, available: slots.count) }
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
    _ problem: Problem, _ chain: UniformChain, _ slots: SlotPlaces
  ) throws(PlanningError) -> Int {
    // x_0, x_p, ... before x_l: l / p states, rounded up.
    let count = max(slots.count, 1)
    let least = max(1, Int((Int128(chain.length) + Int128(count) - 1) / Int128(count)))
    // With free steps only the storage counts, and x_0 alone takes the least of it.
    if chain.forwardCost == 0 { return max(1, chain.length) }
    let longest = max(least, chain.length)
    // w / p + (p - 1) uf / 2 a step is least there; with several levels it is a place to begin.
    let dearest = problem.levels.filter { $0.slots != 0 }.map(\.writeCost).max() ?? 0
    let start = min(max(least, Int((2 * UInt(dearest) / UInt(chain.forwardCost)).squareRoot)), longest)
    var best: (period: Int, makespan: Int)?
    // The shortest periods that leave the dearest levels alone, wherever they are.
    for total in slots.totals.prefix(maximumPrefixes) {
      let period = max(1, Int((Int128(chain.length) + Int128(total) - 1) / Int128(total)))
      guard let costs = costs(problem, chain, period), costs.makespan < best?.makespan ?? .max else { continue }
      best = (period, costs.makespan)
    }
    for period in start...min(longest, start + maximumTries / 2) {
      guard let costs = costs(problem, chain, period) else { continue }
      if costs.makespan < best?.makespan ?? .max { best = (period, costs.makespan) }
      // No longer period runs fewer steps.
      if let best, costs.steps >= Int128(best.makespan) { break }
    }
    // Shorter periods only run fewer steps: what they may save ends with what they have to write.
    for period in stride(from: start - 1, through: max(least, start - maximumTries / 2), by: -1) {
      guard let costs = costs(problem, chain, period) else { break }
      if costs.makespan <= best?.makespan ?? .max { best = (period, costs.makespan) }
    }
    guard let best else { throw .overflow(quantity: .makespan) }
    return best.period
  }

  private static let maximumTries = 20_000
  /// The most levels that are left alone one after another.
  private static let maximumPrefixes = 64

  /// Returns the makespan with a period, and what of it the steps cost; nil when it does not fit 64 bits.
  private static func costs(
    _ problem: Problem, _ chain: UniformChain, _ period: Int
  ) -> (makespan: Int, steps: Int128)? {
    guard
      let statistics = try? plan(problem, chain, period).statistics(
        length: chain.length, levelCount: problem.levels.count),
      let makespan = try? problem.makespan(of: statistics)
    else { return nil }
    let steps =
      Int128(statistics.forwardSteps) * Int128(chain.forwardCost)
      + Int128(statistics.backwardSteps) * Int128(chain.backwardCost)
    return (makespan, steps)
  }
}
