/// Multistage checkpointing: Revolve's positions over all slots of a platform, each slot on the best level for it.
///
/// Revolve is planned as if all slots were free and alike. Each slot then has its own traffic, the writes and reads
/// over the whole schedule, and the slots that gain most from a faster level get it: for two levels the best
/// assignment, for more a good one, chosen level by level against the next. The makespan uses the true costs.
///
/// Ties: of slots that gain the same from a level, the one that Revolve fills first.
///
/// Positions ignore the costs: a slow level is used because it exists. Optimal if all levels are free.
///
/// P. Stumm, A. Walther, MultiStage approaches for optimal offline checkpointing, SIAM J. Sci. Comput. 31 (2009),
/// doi:10.1137/080718036.
enum Multistage {
  /// The most slots assigned to levels individually.
  static let maximumSlots = 1_000_000

  /// Returns the schedule.
  ///
  /// - Throws: ``PlanningError`` when there is no slot, when a chain with more than 10^6 slots has more steps than
  ///   slots, or when a total does not fit 64 bits.
  /// - Complexity: O(m min(m, t) + m log m) for m slots and t repetitions: the slots' traffic in closed form, and a sort
  ///   for each level; O(1) amortised an operation.
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
    guard places.count <= maximumSlots else {
      throw .unsuited(planner: .multistage, .slots(limit: maximumSlots))
    }
    let traffic = SlotTraffic(length: chain.length, slots: places.count)
    let plan = PlacedBinomialPlan(
      revolve: BinomialPlan(level: 0, slots: places.count, length: chain.length),
      levels: assignment(problem, places, traffic), traffic: traffic)
    return try .heuristic(problem, .multistage, plan: plan, options: options)
  }

  /// Returns the level of each slot of Revolve, the slot of x_0 first.
  private static func assignment(
    _ problem: Problem, _ places: SlotPlaces, _ traffic: SlotTraffic
  ) -> [Int] {
    var levels = Array(repeating: 0, count: traffic.slots.count)
    var rest = Array(traffic.slots.indices)
    let runs = places.runs(from: 0)
    for (index, run) in runs.enumerated() {
      let next = problem.levels[runs[min(index + 1, runs.count - 1)].level]
      let here = problem.levels[run.level]
      let saving = { (slot: Int) in
        Int128(traffic.slots[slot].writes) * Int128(next.writeCost - here.writeCost)
          + Int128(traffic.slots[slot].reads) * Int128(next.readCost - here.readCost)
      }
      rest.sort { (saving($0), $1) > (saving($1), $0) }
      for slot in rest.prefix(run.slots) { levels[slot] = run.level }
      rest.removeFirst(min(run.slots, rest.count))
    }
    return levels
  }
}
