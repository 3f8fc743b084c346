/// Disk-Revolve under the restriction that each state on disk is read once.
///
///     O(n, c) = min( R(n),  w + min over 1 <= j <= n of  j uf + O(n - j, c - 1) + r + R(j - 1) )
///
/// with R the best makespan in memory, Revolve's where memory is free: when a disk state is read, what is left of its segment is reversed in memory. Some
/// programs offer this as Disk-Revolve. It is optimal among schedules with that property, not among all.
///
/// Ties break as `LevelTable` says: memory is preferred to a split, a longer advance to a shorter one.
///
/// G. Aupy, J. Herrmann, P. Hovland, Y. Robert, Optimal multistage algorithm for adjoint computation, SIAM J. Sci.
/// Comput. 38 (2016), doi:10.1137/15M1019222.
public enum OneReadDiskRevolve {
  /// Returns the best schedule that reads each disk state once.
  ///
  /// - Throws: ``PlanningError`` when the platform is not memory and a disk, when it has no slot, or when a total
  ///   or the table is too large.
  /// - Complexity: O(l^2 x slots) time and O(l x slots) memory at most, with one slot counted for an unlimited disk.
  public static func plan(
    _ problem: Problem, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    let platform = try DiskPlatform(problem, planner: .oneReadDiskRevolve)
    let table = try LevelTable(
      length: platform.chain.length, forwardCost: platform.chain.forwardCost,
      backwardCost: platform.chain.backwardCost,
      levels: problem.levels.enumerated().map { (index: $0.offset, level: $0.element) },
      readOnceFrom: DiskPlatform.diskLevel, observer: options.observer)
    // Without memory and with too few disk slots, single reads are not enough.
    if table.optimum[platform.chain.length] == SaturatingCost.unreachable {
      throw .tooFewSlots(
        planner: .oneReadDiskRevolve, needed: platform.chain.length, available: platform.diskSlots)
    }
    return try .heuristic(problem, .oneReadDiskRevolve, plan: table, options: options)
  }
}
