/// Mixed checkpointing: equal steps, and slots that each hold a state or a tape, free to write and read.
///
/// The optimum has a closed form for chains of any length: with n steps, m slots and T(n, m) the number of steps that
/// Revolve runs on a chain of length n with m slots, it runs n + T(n - 1, m - 1) - (n - 1) forward steps.
///
/// J. R. Maddison, Step-based checkpointing with high-level algorithmic differentiation, J. Comput. Sci. 82 (2024),
/// doi:10.1016/j.jocs.2024.102405. There, a tape does not contain the state after it, and the tape in use takes no
/// slot.
enum Mixed {
  /// Returns the optimal schedule of a chain with tapes.
  ///
  /// Backward steps may differ: they do not affect decisions.
  ///
  /// - Throws: ``PlanningError`` when the level is not one free level of slots, when forward steps differ, when there are
  ///   fewer than two slots for several steps, or when the makespan does not fit 64 bits.
  /// - Complexity: that of ``Revolve``: O(log l) binomials to plan, O(1) amortised an operation.
  static func plan(_ problem: Problem, options: PlannerOptions = PlannerOptions()) throws(PlanningError) -> Schedule {
    // First check what rotor would reject too, so that no error recommends it in vain.
    _ = try TapePlanning.tapes(of: problem, .mixed)
    guard problem.levels.count == 1, problem.levels[0].isFree, !problem.countsBytes,
      problem.chain.forwardCost.common != nil
    else {
      throw .unsuited(planner: .mixed, .freeSlotsOfTapes)
    }
    return try TapePlanning.best(for: problem, planner: .mixed)
  }
}
