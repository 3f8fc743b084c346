/// The tables of ``OneReadDiskRevolve``, each made once for the longest chain of a sweep and used for all shorter ones.
///
/// A table for l holds the best choice for every length up to l, so shorter chains need no table of their own. The last
/// one alone is kept: whoever sweeps takes all lengths of a platform before the next platform.
struct OneReadTables {
  private let longest: Int
  /// The last platform, as a problem with the longest chain; its table is nil where that is too large.
  private var known: (platform: Problem, table: LevelTable?)?

  init(longest: Int) {
    self.longest = longest
  }

  /// Returns the schedule that ``OneReadDiskRevolve`` gives.
  mutating func schedule(for problem: Problem, options: PlannerOptions) throws(PlanningError) -> Schedule {
    let platform = try DiskPlatform(problem, planner: .oneReadDiskRevolve)
    let length = platform.chain.length
    guard length <= longest, let table = try table(for: problem, platform.chain, options.observer),
      table.optimum[length] < SaturatingCost.unreachable
    else {
      return try OneReadDiskRevolve.plan(problem, options: options)
    }
    return try .heuristic(problem, .oneReadDiskRevolve, plan: table, options: options)
  }

  private mutating func table(
    for problem: Problem, _ chain: UniformChain, _ observer: PlanningObserver?
  ) throws(PlanningError) -> LevelTable? {
    // The steps of a list are those of one length only.
    guard case .uniform = problem.chain.forwardCost, case .uniform = problem.chain.backwardCost else { return nil }
    let platform = problem.with(length: longest)
    if let known, known.platform == platform { return known.table }
    // Two large tables at once would be twice the memory.
    known = nil
    let table = try? LevelTable(
      length: longest, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost,
      levels: problem.levels.enumerated().map { (index: $0.offset, level: $0.element) },
      readOnceFrom: DiskPlatform.diskLevel, observer: observer)
    known = (platform, table)
    return table
  }
}
