/// The best schedule of a join: its makespan is known at once, its operations are made one by one as they are asked for.
///
/// Three phases: every branch runs once and stores its checkpoints and its end; the ends are joined and the handle is
/// reversed with the slots that are free then; and segment by segment, from the last checkpoint of some branch, the
/// branches are reversed by Revolve with all slots that are free then.
///
///     let problem = try JoinProblem(branches: [3, 2], handle: 1, slots: 5)
///     try JoinSchedule.plan(problem).makespan
public struct JoinSchedule: Sequence, Sendable {
  public let problem: JoinProblem
  /// The sum of the operations' costs, in the problem's units: no valid schedule of the problem has a lesser one.
  public let makespan: Int

  let plan: JoinPlan

  /// Returns the schedule of least makespan.
  ///
  /// - Throws: ``PlanningError`` when there are too few slots, when the table would be too large or take too long, or when
  ///   the makespan does not fit 64 bits.
  /// - Complexity: O(Q (l_1 + 1) ... (l_k + 1) (l_1 + ... + l_k)) time for Q <= m - k checkpoints, polynomial for a
  ///   bounded number of branches; the length of the handle does not matter. An iterator needs memory in the number of
  ///   stored states.
  public static func plan(
    _ problem: JoinProblem, observer: PlanningObserver? = nil
  ) throws(PlanningError) -> JoinSchedule {
    let plan = try JoinPlan.best(for: problem, observer: observer)
    let forward = plan.forwardSteps.multipliedReportingOverflow(by: Int128(problem.forwardCost))
    let backward = problem.backwardSteps.multipliedReportingOverflow(by: Int128(problem.backwardCost))
    let sum = forward.partialValue.addingReportingOverflow(backward.partialValue)
    if forward.overflow || backward.overflow || sum.overflow { throw .overflow(quantity: "makespan") }
    return JoinSchedule(problem: problem, makespan: try sum.partialValue.asMakespan(), plan: plan)
  }

  private init(problem: JoinProblem, makespan: Int, plan: JoinPlan) {
    self.problem = problem
    self.makespan = makespan
    self.plan = plan
  }

  /// Returns the counts and peaks of the whole schedule without going through its operations.
  ///
  /// The one level is the memory; the branches' first states, which are in it at the start, are not counted as written.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` when a count does not fit 64 bits.
  /// - Complexity: O(segments) closed forms, since Revolve's counts have one each.
  public func statistics() throws(PlanningError) -> Statistics {
    var total = SegmentSummary(levelCount: 1)
    total.levels[0].net = problem.branches.count
    total.levels[0].peak = problem.branches.count
    // Every branch has a step, and each runs at least once.
    total.maxStepRuns = 1
    for _ in problem.branches { total.read(level: 0) }
    for segment in plan.segments {
      try total.forward(steps: segment.steps)
      // Of a branch's checkpoints all but x_0 are written, and its end: as many states as it has segments.
      total.write(level: 0)
    }
    // The join.
    total.operations += 1
    let handle = plan.handlePlan(length: problem.handle)
    try total.append(handle.summarize(handle.root, length: problem.handle, levelCount: 1))
    for segment in plan.segments {
      let revolve = segment.plan
      var summary = try revolve.summarize(revolve.stored, length: segment.steps - 1, levelCount: 1)
      // The first run went over every step once.
      summary.maxStepRuns += 1
      total.read(level: 0)
      try total.append(summary)
      // With the branch's last backward step the slot of its end is free.
      if segment.start == 0 { total.levels[0].net -= 1 }
    }
    return total.statistics
  }

  public func makeIterator() -> Iterator { Iterator(problem: problem, plan: plan) }
}
