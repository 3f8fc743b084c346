/// Store-none: only x_0 is stored, and every backward step's state is recomputed from there.
///
/// It runs l (l + 1) / 2 forward steps with a single slot, on the level with the least w + l r. It is optimal with one
/// slot; exact planners then do the same.
///
/// Ties: of levels with equal costs, the first.
enum StoreNone {
  /// Returns the schedule that stores only x_0.
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
