/// The tables of ``OneReadDiskRevolve``, each made once for the longest chain of a sweep and used for all shorter ones.
///
/// A table for l holds the best choice for every length up to l, so shorter chains need no table of their own.
struct OneReadTables {
  /// How many platforms are remembered.
  private static let capacity = 8

  private let longest: Int
  /// The platforms, each as a problem with the longest chain, the latest last; nil where the table is too large.
  private var known: [(platform: Problem, table: LevelTable?)] = []

  init(longest: Int) {
    self.longest = longest
  }

  /// Returns the schedule that ``OneReadDiskRevolve`` gives.
  mutating func schedule(for problem: Problem, options: PlannerOptions) throws(PlanningError) -> Schedule {
    let platform = try DiskPlatform(problem, planner: .oneReadDiskRevolve)
    let length = platform.chain.length
    guard length <= longest, let table = try table(for: problem, platform.chain),
      table.optimum[length] < SaturatingCost.unreachable
    else {
      return try OneReadDiskRevolve.plan(problem, options: options)
    }
    return try .heuristic(problem, .oneReadDiskRevolve, plan: table, options: options)
  }

  private mutating func table(for problem: Problem, _ chain: UniformChain) throws(PlanningError) -> LevelTable? {
    // The steps of a list are those of one length only.
    guard case .uniform = problem.chain.forwardCost, case .uniform = problem.chain.backwardCost else { return nil }
    let platform = problem.with(length: longest)
    if let entry = known.first(where: { $0.platform == platform }) { return entry.table }
    let table = try? LevelTable(
      length: longest, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost,
      levels: problem.levels.enumerated().map { (index: $0.offset, level: $0.element) },
      readOnceFrom: DiskPlatform.diskLevel)
    if known.count == Self.capacity { known.removeFirst() }
    known.append((platform, table))
    return table
  }
}
