/// Store-all: every state is stored, no step runs twice.
///
/// Each of x_0 ... x_{l-1} is written once and read once, so the cheapest slots, by w + r, are filled first. It is
/// optimal if they are free, since no schedule runs fewer than l forward and l + 1 backward steps. With costs, keeping
/// a state may cost more than rerunning its step.
///
/// If steps keep tapes, it stores all tapes and no state.
///
/// Ties: of levels with equal costs, the first is filled first.
enum StoreAll {
  /// Returns the schedule that stores every state, or every tape.
  ///
  /// - Throws: ``PlanningError/tooFewSlots(planner:needed:available:)`` if the levels have fewer than l slots in total,
  ///   ``PlanningError/tooLittleToDivide(planner:level:available:needed:inBytes:)`` if they do not hold the tapes; an error if
  ///   a total does not fit 64 bits.
  /// - Complexity: O(levels) to plan, O(1) an operation; O(l levels) to plan if tapes differ.
  static func plan(
    _ problem: Problem, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    if problem.chain.tapes != nil && problem.junction == nil {
      let division = TapeDivision(length: problem.chain.length, segments: 1)
      return try DividedTapes(problem, planner: .storeAll).schedule(of: [division], options: options)
    }
    let chain = try UniformChain(problem, planner: .storeAll)
    let places = SlotPlaces(problem, orderedBy: { (level: Level) in UInt(level.writeCost) + UInt(level.readCost) })
    try places.require(chain.length, planner: .storeAll)
    let plan = PeriodicPlan(length: chain.length, period: 1, places: places, segment: SingleSlotPlan(level: 0))
    return try .heuristic(problem, .storeAll, plan: plan, options: options)
  }
}
