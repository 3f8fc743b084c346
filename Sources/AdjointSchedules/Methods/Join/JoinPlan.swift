/// The plan of a join's schedule, segment by segment.
struct JoinPlan: Sendable {
  /// The steps `start` ... `start` + `steps` - 1 of a branch, reversed from their checkpoint x_start.
  struct Segment: Hashable, Sendable {
    var branch: Int
    var start: Int
    var steps: Int
    /// Revolve's slots, including that of x_start.
    var slots: Int

    /// Revolve for the segment, a chain of one step less, since its last step has already run.
    var plan: BinomialPlan { BinomialPlan(level: 0, slots: slots, length: steps - 1) }
  }

  /// A table with at most this many candidates is built right away: some hundredths of a second.
  private static let quickWork = 1 << 24

  let junction: Junction
  /// The segments in the order in which they are reversed.
  let runs: [JoinRun]
  /// The slots that are free for the handle.
  let handleSlots: Int
  /// All forward step runs of branches and handle.
  let forwardSteps: Int128
  /// A lower bound on the forward step runs of any schedule.
  private(set) var leastSteps: Int128 = 0

  init(_ junction: Junction, runs: [JoinRun], handleSlots: Int, forwardSteps: Int128) {
    self.junction = junction
    (self.runs, self.handleSlots, self.forwardSteps) = (runs, handleSlots, forwardSteps)
  }

  /// Returns the plan with the fewest forward steps or, if its table exceeds a limit, the best found without it.
  ///
  /// Ties: the fewest checkpoints, then the first branch, then the longest segment.
  static func best(for problem: Problem, _ junction: Junction) throws(PlanningError) -> JoinPlan {
    let slots = min(problem.levels[0].slots ?? .max, junction.usefulSlots)
    return try best(junction, slots: slots) { plan throws(PlanningError) in
      // If no makespan fits 64 bits, do not search. If forward steps are free, every plan is optimal.
      _ = try problem.makespan(forwardSteps: plan.leastSteps)
      return problem.chain.forwardCost == .uniform(0)
    }
  }

  /// Returns the same for a network with a number of slots.
  ///
  /// - Parameter suffices: Tells of a plan found without the table whether another is not worth a search.
  static func best(
    _ junction: Junction, slots: Int, suffices: (JoinPlan) throws(PlanningError) -> Bool = { _ in false }
  ) throws(PlanningError) -> JoinPlan {
    if slots < junction.neededSlots {
      throw .tooFewSlotsToJoin(needed: junction.neededSlots, available: slots)
    }
    var found: JoinPlan?
    if JoinTable.work(lengths: junction.branches, slots: slots) > quickWork {
      let plan = withoutTable(junction, slots: slots)
      if try suffices(plan) || plan.forwardSteps == plan.leastSteps { return plan }
      found = plan
    }
    let table: JoinTable
    do throws(PlanningError) {
      table = try JoinTable(lengths: junction.branches, slots: slots)
    } catch {
      if case .notEnoughMemory = error { throw error }
      return found ?? withoutTable(junction, slots: slots)
    }
    return try tabulated(junction, slots: slots, table)
  }

  /// Returns the best plan found without a table, with a bound.
  static func withoutTable(_ junction: Junction, slots: Int) -> JoinPlan {
    let bound = JoinBound(junction, slots: slots)
    let least = bound.least()
    let search = JoinRunSearch(junction: junction, bound: bound)
    var plan: JoinPlan
    if junction.branches.count == 1, let segments = least.place {
      // For a single branch the bound is the optimum.
      plan = search.plan(JoinRunSearch.Counts(order: [0], counts: [segments], steps: least.bound - bound.steps))
    } else {
      plan = search.plan(search.best())
    }
    plan.leastSteps = least.bound
    return plan
  }

  private static func tabulated(
    _ junction: Junction, slots: Int, _ table: JoinTable
  ) throws(PlanningError) -> JoinPlan {
    let branches = junction.branches.count
    var best: (checkpoints: Int, steps: Int128)?
    for checkpoints in branches..<table.layers.count {
      let free = slots - branches - checkpoints
      let steps = table.layers[checkpoints].last ?? JoinTable.unreachable
      if steps >= JoinTable.unreachable || free < min(junction.handle, 1) { continue }
      let total = Int128(steps) + BinomialPlan.forwardSteps(length: junction.handle, slots: free)
      if total < best?.steps ?? .max { best = (checkpoints, total) }
    }
    guard let best else { throw .tooFewSlotsToJoin(needed: junction.neededSlots, available: slots) }
    let firstRun = junction.branches.reduce(Int128(0)) { $0 + Int128($1) }
    var plan = JoinPlan(
      junction, runs: table.segments(checkpoints: best.checkpoints), handleSlots: slots - branches - best.checkpoints,
      forwardSteps: firstRun + best.steps)
    plan.leastSteps = plan.forwardSteps
    return plan
  }

  /// Revolve for the handle.
  var handlePlan: BinomialPlan { BinomialPlan(level: 0, slots: handleSlots, length: junction.handle) }
}
