/// Every state is stored, and each step runs again, with its tape, right before its backward step.
///
/// The last step keeps its tape at once. All other steps run twice, and one tape at a time is stored. This is
/// ``CheckpointSequential`` with segments of a single step.
///
/// V. Korthikanti, J. Casper, S. Lym, L. McAfee, M. Andersch, M. Shoeybi, B. Catanzaro, Reducing activation
/// recomputation in large transformer models (2022), doi:10.48550/arXiv.2205.05198.
enum FullRecomputation {
  /// Returns the schedule that stores every state.
  ///
  /// - Throws: ``PlanningError`` if the chain has no tapes, if the states and a tape do not fit, or if a total does not fit 64
  ///   bits.
  /// - Complexity: O(levels^2) to plan for equal sizes, O(l levels) otherwise.
  static func plan(
    _ problem: Problem, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    let division = TapeDivision(length: problem.chain.length, period: 1)
    return try DividedTapes(problem, planner: .fullRecomputation).schedule(of: [division], options: options)
  }
}
