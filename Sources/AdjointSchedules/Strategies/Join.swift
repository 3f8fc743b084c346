/// Join: branches that meet in one handle, with one memory that is free to write and read.
///
/// There are three phases. Every branch runs once and stores its checkpoints and its end. The ends are joined, and the
/// handle is reversed with the slots that are free then. Segment by segment, from the last checkpoint of some branch,
/// the branches are reversed by Revolve with all free slots.
///
/// Ties: the fewest checkpoints, then the first branch, then the longest segment.
///
/// O. Beaumont, J. Herrmann, G. Pallez, A. Shilova, Optimal memory-aware backpropagation of deep join networks, Phil.
/// Trans. R. Soc. A 378 (2020), doi:10.1098/rsta.2019.0049.
enum Join {
  /// Returns the schedule of least makespan or, if the required table exceeds a limit, the best found without it, with
  /// a bound.
  ///
  /// - Throws: ``PlanningError`` when the problem is one of a chain, when there are too few slots, when the machine has too
  ///   little memory for the table, or when the makespan does not fit 64 bits.
  /// - Complexity: O(Q (l_1 + 1) ... (l_k + 1) (log l_1 + ... + log l_k)) time for Q <= m - k checkpoints, up to a limit
  ///   beyond which lengths hardly matter; that of the handle never does. An iterator needs memory in the number of stored
  ///   states.
  static func plan(_ problem: Problem, options: PlannerOptions = PlannerOptions()) throws(PlanningError) -> Schedule {
    guard let junction = problem.junction else {
      throw .unsuited(planner: .join, .branches)
    }
    return try schedule(problem, JoinPlan.best(for: problem, junction))
  }

  /// Returns the schedule of a plan.
  static func schedule(_ problem: Problem, _ plan: JoinPlan) throws(PlanningError) -> Schedule {
    Schedule(
      problem: problem, planner: .join, makespan: try problem.makespan(forwardSteps: plan.forwardSteps),
      lowerBound: try problem.makespan(forwardSteps: plan.leastSteps),
      caveat: .branchesInTurn, plan: plan)
  }
}

extension Problem {
  /// Returns the makespan of a network's schedule with a given number of forward steps; all have the same backward
  /// steps.
  func makespan(forwardSteps: Int128) throws(PlanningError) -> Int {
    let forward = forwardSteps.multipliedReportingOverflow(by: Int128(chain.forwardCost.common ?? 0))
    // Every position but the ends of branches has a backward step: 63 bits of them, and of their cost.
    let backward = Int128(steps + 1) * Int128(chain.backwardCost.common ?? 0)
    let sum = forward.partialValue.addingReportingOverflow(backward)
    if forward.overflow || sum.overflow { throw .overflow(quantity: .makespan) }
    return try sum.partialValue.asMakespan()
  }
}

extension Junction {
  /// The slots that every schedule needs: for each branch's first state and end, and for the handle's first state if
  /// the handle has steps.
  var neededSlots: Int { 2 * branches.count + min(handle, 1) }

  /// The slots that a schedule can use: for every state except the handle's last.
  var usefulSlots: Int { steps + branches.count }
}
