/// Store-none: only x_0 is kept, and every backward step runs its state anew from there.
///
/// l (l + 1) / 2 forward steps, in a single slot: the level is the one where w + l r is least. It is optimal with one
/// slot, which is what the exact planners then do.
///
/// Ties: of levels that cost the same the one that is given first.
enum StoreNone {
  /// Returns the schedule that keeps only x_0.
  ///
  /// - Throws: ``PlanningError`` when no level has a slot, or when a total does not fit 64 bits.
  /// - Complexity: O(levels) to plan, O(1) an operation.
  static func plan(
    _ problem: Problem, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    let chain = try UniformChain(problem, planner: .storeNone)
    let cost = { (level: Level) in Int128(level.writeCost) + Int128(chain.length) * Int128(level.readCost) }
    let places = SlotPlaces(problem, orderedBy: cost)
    try places.require(min(1, chain.length), planner: .storeNone)
    return try .heuristic(
      problem, .storeNone, plan: SingleSlotPlan(level: places.level(ofSlot: 0)), options: options)
  }
}
