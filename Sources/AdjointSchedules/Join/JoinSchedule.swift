/// The best schedule of a join: its makespan is known at once, its operations are made one by one as they are asked for.
///
/// Three phases: every branch runs once and stores its checkpoints and its end; the ends are joined and the handle is
/// reversed with the slots that are free then; and segment by segment, from the last checkpoint of some branch, the
/// branches are reversed by Revolve with all slots that are free then.
public struct JoinSchedule: Sequence, Sendable {
  public let problem: JoinProblem
  /// The sum of the operations' costs, in the problem's units.
  public let makespan: Int
  /// A makespan below which no valid schedule of the problem can be, in the problem's units.
  public let lowerBound: Int
  /// Why the makespan is not proven least, and by how much it may miss, for the user; nil when it is proven.
  public let reservation: String?

  let plan: JoinPlan

  /// True when no valid schedule of the problem has a lesser makespan.
  public var isOptimal: Bool { reservation == nil }

  /// Returns the schedule of least makespan, or, where the table that finds it exceeds a limit, the best that is found
  /// without, with a bound.
  ///
  /// - Throws: ``PlanningError`` when there are too few slots, when the machine has too little memory for the table, or
  ///   when the makespan does not fit 64 bits.
  /// - Complexity: O(Q (l_1 + 1) ... (l_k + 1) (log l_1 + ... + log l_k)) time for Q <= m - k checkpoints, up to a limit
  ///   beyond which lengths hardly matter; that of the handle never does. An iterator needs memory in the number of stored
  ///   states.
  public static func plan(
    _ problem: JoinProblem, observer: PlanningObserver? = nil
  ) throws(PlanningError) -> JoinSchedule {
    let plan = try JoinPlan.best(for: problem, observer: observer)
    return JoinSchedule(
      problem: problem, makespan: try problem.makespan(forwardSteps: plan.forwardSteps),
      lowerBound: try problem.makespan(forwardSteps: plan.leastSteps), plan: plan)
  }

  init(problem: JoinProblem, makespan: Int, lowerBound: Int, plan: JoinPlan) {
    self.problem = problem
    self.makespan = makespan
    self.lowerBound = lowerBound
    self.plan = plan
    reservation =
      makespan == lowerBound
      ? nil
      : "not proven optimal: the table over all remaining lengths exceeds its limits, and the branches are reversed one after another"
        + Schedule.excess(of: makespan, over: lowerBound)
  }

  /// Returns the counts and peaks of the whole schedule without going through its operations.
  ///
  /// The one level is the memory; the branches' first states, which are in it at the start, are not counted as written.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` when a count does not fit 64 bits.
  /// - Complexity: O(runs of segments) closed forms, since Revolve's counts have one each.
  public func statistics() throws(PlanningError) -> Statistics {
    var total = SegmentSummary(levelCount: 1)
    total.levels[0].net = problem.branches.count
    // Every branch has a step, and each runs at least once.
    total.maxStepRuns = 1
    for _ in problem.branches { total.read(level: 0) }
    for run in plan.runs {
      // Of a branch's checkpoints all but x_0 are written, and its end: as many states as it has segments, each after a
      // forward run.
      var first = SegmentSummary(levelCount: 1)
      let (operations, overflow) = run.slots.count.multipliedReportingOverflow(by: 2)
      if overflow { throw .overflow(quantity: "number of operations") }
      first.operations = operations
      first.forwardSteps = run.steps
      first.levels[0] = SegmentSummary.LevelUse(writes: run.slots.count, net: run.slots.count, peak: run.slots.count)
      try total.append(first)
    }
    // The join.
    total.operations += 1
    let handle = plan.handlePlan(length: problem.handle)
    try total.append(handle.summarize(handle.root, length: problem.handle, levelCount: 1))
    for run in plan.runs {
      try total.append(try run.summary())
      // With the branch's last backward step the slot of its end is free.
      if run.start == 0 { total.levels[0].net -= 1 }
    }
    return total.statistics
  }

  public func makeIterator() -> Iterator { Iterator(problem: problem, plan: plan) }
}

extension JoinProblem {
  /// Returns the makespan of a schedule with so many forward steps; all have the same backward steps.
  func makespan(forwardSteps: Int128) throws(PlanningError) -> Int {
    let forward = forwardSteps.multipliedReportingOverflow(by: Int128(forwardCost))
    let backward = backwardSteps.multipliedReportingOverflow(by: Int128(backwardCost))
    let sum = forward.partialValue.addingReportingOverflow(backward.partialValue)
    if forward.overflow || backward.overflow || sum.overflow { throw .overflow(quantity: "makespan") }
    return try sum.partialValue.asMakespan()
  }
}
