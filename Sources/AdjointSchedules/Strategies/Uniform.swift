/// Uniform checkpointing with the fewest slots: every p-th state is stored, and each state in between is recomputed
/// from the stored state before it. ``Periodic`` instead keeps a segment's states while it is reversed.
///
/// The slots are filled cheapest first, by w + p r, since a stored state is read about p times. Without costs, the best
/// p is the smallest the slots allow. Ties: the shortest of equally good periods tried; of levels with equal costs, the
/// first. It is optimal if p = 1 and storing every state is, or with a single slot.
enum Uniform {
  /// Returns the schedule with the given period or, if nil, the best for the available slots.
  ///
  /// - Throws: ``PlanningError`` if the period needs more slots than available, or a total does not fit 64 bits.
  /// - Complexity: O(levels) per period tried. Longer periods run at least as many steps, so the search ends where the
  ///   steps alone cost more than a longer period could save. It starts near sqrt(2 w / uf), where writing and
  ///   rerunning balance, and goes both ways; it tries at most 20 000 periods.
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
    // With free steps only storage counts, and storing x_0 alone costs least.
    if chain.forwardCost == 0 { return max(1, chain.length) }
    let longest = max(least, chain.length)
    // w / p + (p - 1) uf / 2 per step is least there; with several levels it is only a starting point.
    let dearest = problem.levels.filter { $0.slots != 0 }.map(\.writeCost).max() ?? 0
    let start = min(max(least, Int((2 * UInt(dearest) / UInt(chain.forwardCost)).squareRoot)), longest)
    var best: (period: Int, makespan: Int)?
    // The shortest periods that do not use the most expensive levels.
    for total in slots.totals.prefix(maximumPrefixes) {
      let period = max(1, Int((Int128(chain.length) + Int128(total) - 1) / Int128(total)))
      guard let costs = costs(problem, chain, period), costs.makespan < best?.makespan ?? .max else { continue }
      best = (period, costs.makespan)
    }
    for period in start...min(longest, start + maximumTries / 2) {
      guard let costs = costs(problem, chain, period) else { continue }
      if costs.makespan < best?.makespan ?? .max { best = (period, costs.makespan) }
      // Longer periods do not run fewer steps.
      if let best, costs.steps >= Int128(best.makespan) { break }
    }
    // Shorter periods only save steps; the saving is limited by the cost of their writes.
    for period in stride(from: start - 1, through: max(least, start - maximumTries / 2), by: -1) {
      guard let costs = costs(problem, chain, period) else { break }
      if costs.makespan <= best?.makespan ?? .max { best = (period, costs.makespan) }
    }
    guard let best else { throw .overflow(quantity: .makespan) }
    return best.period
  }

  private static let maximumTries = 20_000
  /// The most levels to leave unused one after another.
  private static let maximumPrefixes = 64

  /// Returns the makespan with a period, and the cost of its steps; nil if it does not fit 64 bits.
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
