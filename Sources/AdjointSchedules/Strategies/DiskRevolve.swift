/// Disk-Revolve: the optimum with a memory of m slots and a disk with costs, unlimited or not.
///
/// In the paper, memory is free to write and read. Memory with costs, such as measured ones, uses the same recurrence
/// with these costs.
///
/// The two-level case of H-Revolve. A state on disk may be read any number of times; the restriction to one read, which
/// some programs call Disk-Revolve, is ``OneReadDiskRevolve``.
///
/// Ties break as in ``HRevolve``.
///
/// G. Aupy, J. Herrmann, P. Hovland, Y. Robert, Optimal multistage algorithm for adjoint computation, SIAM J. Sci.
/// Comput. 38 (2016), doi:10.1137/15M1019222.
enum DiskRevolve {
  /// Returns the best schedule of a chain; optimal unless forward steps differ and their table is too large.
  ///
  /// - Throws: ``PlanningError`` when the platform does not have exactly two levels, when neither has a slot, or when a total or a table is too large.
  /// - Complexity: that of ``HRevolve`` on a hierarchical platform: independent of l if the forward steps are alike.
  static func plan(_ problem: Problem, options: PlannerOptions = PlannerOptions()) throws(PlanningError) -> Schedule {
    try DiskPlatform.requireTwoLevels(problem, .diskRevolve)
    if problem.isOverlapped { return try OverlapPlanning.best(for: problem, planner: .diskRevolve) }
    return try ExactPlanning.best(for: problem, planner: .diskRevolve)
  }
}
