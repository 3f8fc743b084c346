/// Multistage checkpointing: Revolve's positions over all slots of a platform, each slot on the best level for it.
///
/// Revolve is planned as if all slots were free and alike. Each slot then has its own traffic, the writes and reads
/// over the whole schedule, and the slots that gain most from a faster level get it (``PlacedBinomialPlan``). The
/// makespan uses the true costs.
///
/// Positions ignore the costs: a slow level is used because it exists. Optimal if all levels are free.
///
/// P. Stumm, A. Walther, MultiStage approaches for optimal offline checkpointing, SIAM J. Sci. Comput. 31 (2009),
/// doi:10.1137/080718036.
enum Multistage {
  /// Returns the schedule.
  ///
  /// - Throws: ``PlanningError`` when there is no slot, when a chain with more than 10^6 slots has more steps than
  ///   slots, or when a total does not fit 64 bits.
  /// - Complexity: that of placing the slots, then O(1) amortised an operation.
  static func plan(
    _ problem: Problem, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    let chain = try UniformChain(problem, planner: .multistage)
    let places = SlotPlaces(problem, orderedBy: { (level: Level) in UInt(level.writeCost) + UInt(level.readCost) })
    try places.require(min(1, chain.length), planner: .multistage)
    if places.count >= chain.length {
      // Every state has a slot, all with the same traffic.
      let plan = PeriodicPlan(length: chain.length, period: 1, places: places, segment: SingleSlotPlan(level: 0))
      return try .heuristic(problem, .multistage, plan: plan, options: options)
    }
    guard places.count <= PlacedBinomialPlan.maximumSlots else {
      throw .unsuited(planner: .multistage, .slots(limit: PlacedBinomialPlan.maximumSlots))
    }
    let plan = PlacedBinomialPlan(
      length: chain.length,
      on: places.runs(from: 0).map { run in
        let level = problem.levels[run.level]
        return .init(level: run.level, slots: run.slots, writeCost: level.writeCost, readCost: level.readCost)
      })
    return try .heuristic(problem, .multistage, plan: plan, options: options)
  }
}
