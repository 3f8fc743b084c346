/// H-Revolve: the optimum on any number of storage levels, each with its own slots and costs.
///
/// Optimal on every hierarchical platform, in whatever order its levels are given. On other platforms, which the paper
/// does not cover, the exact vector recurrence is used if its table fits; otherwise the schedule is marked as not
/// proven optimal and has a lower bound.
///
/// If a level is overlapped, `OverlapPlanning` looks for the best schedule among those it can time.
///
/// Ties: by prices, which plan hierarchical platforms, a faster level is preferred to a slot of a slower one, and of
/// the advances that are optimal the one that `LossFunction` finds first: in the left part's piece that loses least,
/// of these the rightmost, as far as it reaches. Levels that cost the same are one, whose last slots are taken first.
/// The tables, `LevelTable`, `SlotVectorTable`, `IntervalLevelTable` and `IntervalVectorTable`, say how theirs
/// break.
///
/// J. Herrmann, G. Pallez, H-Revolve: a framework for adjoint computation on synchronous hierarchical platforms, ACM
/// TOMS 46 (2020), doi:10.1145/3378672.
enum HRevolve {
  /// Returns the best schedule of a chain.
  ///
  /// Forward steps that differ are planned over intervals: optimal on one level, and on several while the exact table
  /// fits; see `IntervalVectorTable`.
  ///
  /// - Throws: ``PlanningError`` when no level has a slot, or when a total or a table is too large.
  /// - Complexity: independent of l on hierarchical platforms, as long as the prices' windows hold few pieces, which they
  ///   do but for costs far beyond uf; then, and on other platforms, that of a table over the length: at most O(l^2) time
  ///   and O(l) memory for each of its rows, which are limited. With forward steps that differ each length becomes the
  ///   O(l) intervals of that length.
  static func plan(_ problem: Problem, options: PlannerOptions = PlannerOptions()) throws(PlanningError) -> Schedule {
    if problem.isOverlapped { return try OverlapPlanning.best(for: problem, planner: .hrevolve) }
    return try ExactPlanning.best(for: problem, planner: .hrevolve)
  }
}
