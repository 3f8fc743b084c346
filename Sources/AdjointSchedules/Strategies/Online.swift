/// The schedule that results from storing states while the chain runs, with its length unknown until the end.
///
/// ``OnlineCheckpoints`` decides which states are stored. When the chain has ended, its segments are reversed from the
/// last stored state to the first, each by Revolve with all slots free by then.
///
/// Only one level is used: the cheapest with a slot, by w + r; of equally cheap ones the first. The schedule is optimal
/// if every state fits.
///
/// Q. Wang, P. Moin, G. Iaccarino, Minimal repetition dynamic checkpointing algorithm for unsteady adjoint calculation,
/// SIAM J. Sci. Comput. 31 (2009), doi:10.1137/080727890.
enum Online {
  /// The longest chain whose forward run is simulated.
  static let maximumLength = 10_000_000
  /// The most state comparisons of the forward run, at most one per slot and step: a few seconds of work.
  static let maximumComparisons = 2_000_000_000

  /// Returns the schedule for a chain that turns out to have the problem's length.
  ///
  /// - Throws: ``PlanningError`` when no level has a slot, when the chain is longer than `maximumLength`, or when a
  ///   total does not fit 64 bits.
  /// - Complexity: O(l m) to plan and to iterate, since each state reached is compared with the m stored ones.
  static func plan(_ problem: Problem, options: PlannerOptions = PlannerOptions()) throws(PlanningError) -> Schedule {
    var run: OnlineRun?
    return try plan(problem, options: options, continuing: &run)
  }

  /// Returns the schedule, continuing `run`, a forward run with the same slots over a shorter chain, if there is one;
  /// stores its own run there.
  static func plan(
    _ problem: Problem, options: PlannerOptions, continuing run: inout OnlineRun?
  ) throws(PlanningError) -> Schedule {
    let chain = try UniformChain(problem, planner: .online)
    let places = SlotPlaces(problem, orderedBy: { (level: Level) in UInt(level.writeCost) + UInt(level.readCost) })
    try places.require(min(1, chain.length), planner: .online)
    guard chain.length <= maximumLength else {
      throw .unsuited(planner: .online, .length(limit: maximumLength))
    }
    let level = places.level(ofSlot: 0)
    let slots = max(1, places.runs(from: 0).first?.slots ?? 1)
    if slots >= chain.length {
      // Every state fits: nothing to compare or remember.
      let plan = PeriodicPlan(
        length: chain.length, period: 1, places: SlotPlaces([(level: level, slots: slots)]),
        segment: SingleSlotPlan(level: level))
      return try .heuristic(problem, .online, plan: plan, options: options)
    }
    // Both are at most 10^7 here.
    if !PlanningEffort.allows(Int128(chain.length) * Int128(slots), of: maximumComparisons) {
      throw .unsuited(planner: .online, .comparisons(slots: slots, length: chain.length))
    }
    var longer = OnlineRun(slots: slots)
    if let run, run.checkpoints.slots == slots, run.position <= chain.length { longer = run }
    // Keep a single owner, or each step would copy the stored states.
    run = nil
    try longer.advance(to: chain.length)
    run = longer
    let plan = OnlinePlan(level: level, run: longer)
    return try .heuristic(problem, .online, plan: plan, options: options)
  }
}
