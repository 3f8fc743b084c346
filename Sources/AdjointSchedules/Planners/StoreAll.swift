/// Store-all: every state is kept, no step is run twice.
///
/// Each of x_0 ... x_{l-1} is written once and read once, so the cheapest slots are filled first, by w + r. It is optimal
/// when those cost nothing: no schedule runs fewer than l forward and l + 1 backward steps. With costs, keeping a state
/// may cost more than running its step again.
///
/// Ties: of levels that cost the same the one that is given first is filled first.
enum StoreAll {
  /// Returns the schedule that keeps every state.
  ///
  /// - Throws: ``PlanningError/tooFewSlots(planner:needed:available:)`` when the levels have fewer than l slots in all;
  ///   errors of a total that does not fit 64 bits.
  /// - Complexity: O(levels) to plan, O(1) an operation.
  static func plan(
    _ problem: Problem, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    let chain = try UniformChain(problem, planner: .storeAll)
    let places = SlotPlaces(problem, orderedBy: { (level: Level) in UInt(level.writeCost) + UInt(level.readCost) })
    try places.require(chain.length, planner: .storeAll)
    let plan = PeriodicPlan(length: chain.length, period: 1, places: places, segment: SingleSlotPlan(level: 0))
    return try .heuristic(problem, .storeAll, plan: plan, options: options)
  }
}
