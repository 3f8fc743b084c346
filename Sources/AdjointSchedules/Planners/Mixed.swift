/// Mixed checkpointing: equal steps, and slots that each hold a state or a tape, free to write and read.
///
/// The optimum in closed form, for a chain of any length: with n steps, m slots and T(n, m) the steps that Revolve runs
/// on a chain of length n with m slots, n + T(n - 1, m - 1) - (n - 1) forward steps are run in all.
///
/// J. R. Maddison, Step-based checkpointing with high-level algorithmic differentiation, J. Comput. Sci. 82 (2024),
/// doi:10.1016/j.jocs.2024.102405. There a tape does not give the state after it, and the tape at work has no slot.
enum Mixed {
  /// Returns the optimal schedule of a chain with tapes.
  ///
  /// Backward steps may differ: they decide nothing.
  ///
  /// - Throws: ``PlanningError`` when the level is not one free level of slots, when forward steps differ, when there are
  ///   fewer than two slots for several steps, or when the makespan does not fit 64 bits.
  /// - Complexity: that of ``Revolve``: O(log l) binomials to plan, O(1) amortised an operation.
  static func plan(
    _ problem: Problem, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    // What rotor would refuse too is said first, so that nobody is sent there in vain.
    let (_, level) = try TapePlanning.tapesAndLevel(of: problem, .mixed)
    guard level.isFree, !problem.countsBytes, problem.chain.forwardCost.common != nil else {
      throw .unsuited(
        planner: .mixed, reason: "plans equal steps on one free level whose slots hold a state or a tape each",
        remedy: "use rotor, which plans any costs and sizes")
    }
    return try TapePlanning.best(for: problem, planner: .mixed, observer: options.observer)
  }
}
