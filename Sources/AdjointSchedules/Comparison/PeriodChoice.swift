/// The best distance of disk states for ``PeriodicDiskRevolve``, and what other distances cost.
public struct PeriodChoice: Sendable {
  /// What one distance of disk states costs.
  public struct Candidate: Hashable, Sendable {
    /// The distance in steps.
    public let period: Int
    /// What a segment of `period` steps costs in all, in the problem's units: its run forward, its disk state written
    /// and read, its reversal.
    public let segmentCost: Int
  }

  /// The period that the planner takes.
  public let best: Int
  /// The best period, its neighbours, and the periods of half and twice its length, in rising order.
  public let candidates: [Candidate]

  /// Looks for the period of least cost per step.
  ///
  /// - Parameter problem: free memory and a disk; only periods of at most its length + 1 are looked at.
  /// - Throws: ``PlanningError`` when the platform is another one, or when a total or a table is too large, as it is when
  ///   steps are free and the chain is long: every longer period is then better.
  /// - Complexity: that of planning one segment of twice the best period.
  public init(_ problem: Problem) throws(PlanningError) {
    let platform = try DiskPlatform(problem, planner: .periodicDiskRevolve)
    let longest = problem.chain.length + 1
    let search = try DiskPeriod(platform, longest: longest)
    let best = max(search.best, platform.leastPeriod)
    let wanted = Set([best / 2, best - 2, best - 1, best, best + 1, best + 2, 2 * best])
    let periods = wanted.filter { $0 >= platform.leastPeriod && $0 <= longest }.sorted()
    // The search may have ended before the periods that are shown beside the best.
    let table = try DiskPeriod.segmentTable(platform, length: max(0, (periods.last ?? 1) - 1))
    var candidates: [Candidate] = []
    for period in periods {
      let segment = Int128(try SaturatingCost.makespan(table.optimum[period - 1]))
      let steps = Int128(period) * Int128(platform.chain.forwardCost)
      let cost = segment + steps + Int128(platform.writeCost) + Int128(platform.readCost)
      if cost >= Int128(Int.max) { throw .overflow(quantity: "cost of a segment") }
      candidates.append(Candidate(period: period, segmentCost: Int(cost)))
    }
    self.best = best
    self.candidates = candidates
  }
}
