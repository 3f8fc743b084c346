/// Disk-Revolve with at most one read of the disk per write.
///
/// After a read, the disk state is in the buffer and may be written again, into the slot freed by the read. So k reads
/// of a state cost k (w + r), and the best schedule under the restriction is the best one without it on a disk that is
/// free to write and costs w + r to read: each schedule of either problem corresponds to one of the other that costs
/// the same, or less if a state was written and never read. `ReadOncePlan` inserts the writes.
///
/// Some programs offer this as Disk-Revolve. It is optimal among schedules with that property, not among all.
///
/// Ties break as in ``HRevolve``.
///
/// G. Aupy, J. Herrmann, P. Hovland, Y. Robert, Optimal multistage algorithm for adjoint computation, SIAM J. Sci.
/// Comput. 38 (2016), doi:10.1137/15M1019222.
enum OneReadDiskRevolve {
  /// Returns the best schedule that reads each disk state once.
  ///
  /// - Throws: ``PlanningError`` when the platform is not memory and a disk, when it has no slot, or when a total or a
  ///   table is too large.
  /// - Complexity: that of ``HRevolve``, on a hierarchical platform where memory is free: independent of l.
  static func plan(_ problem: Problem, options: PlannerOptions = PlannerOptions()) throws(PlanningError) -> Schedule {
    let platform = try DiskPlatform(problem, planner: .oneReadDiskRevolve)
    let (cost, isTooDear) = platform.writeCost.addingReportingOverflow(platform.readCost)
    // If one read does not fit 64 bits, neither does a makespan with it.
    if isTooDear && platform.memorySlots == 0 && platform.chain.length > 0 { throw .overflow(quantity: .makespan) }
    let disk = problem.levels[platform.diskLevel]
    let rewritten = problem.with(
      Level(
        name: disk.name, slots: isTooDear ? 0 : disk.slots, writeCost: 0, readCost: isTooDear ? disk.readCost : cost),
      atLevel: platform.diskLevel)
    let best = try ExactPlanning.best(for: rewritten, planner: .oneReadDiskRevolve)
    guard let plan = best.plan as? any SegmentPlan else {
      preconditionFailure("the best schedule of a chain of equal steps is planned by segments")
    }
    return try schedule(problem, plan, level: platform.diskLevel, options)
  }

  private static func schedule(
    _ problem: Problem, _ plan: some SegmentPlan, level: Int, _ options: PlannerOptions
  ) throws(PlanningError) -> Schedule {
    try .heuristic(problem, .oneReadDiskRevolve, plan: ReadOncePlan(plan, level: level), options: options)
  }
}
