/// The best period of disk states for ``Planner/periodicDiskRevolve``, and the costs of other periods.
public struct PeriodChoice: Sendable {
  /// The cost of one period.
  public struct Candidate: Hashable, Sendable {
    /// The period in steps.
    public let period: Int
    /// The total cost of a segment of `period` steps, in the problem's units: its forward run, writing and reading its
    /// disk state, and its reversal.
    public let segmentCost: Int
  }

  /// The period used by the planner.
  public let best: Int
  /// The best period, its neighbours, and half and twice the period, in increasing order.
  public let candidates: [Candidate]

  /// True if Revolve in memory alone costs no more than the best period.
  public let isMemoryEnough: Bool

  /// Finds the period of least cost per step.
  ///
  /// - Parameters:
  ///   - problem: Free memory and a disk; only periods up to its length + 1 are considered.
  ///   - observer: Receives progress updates.
  /// - Throws: ``PlanningError`` if the platform does not fit, a total does not fit 64 bits, or too many periods would
  ///   have to be considered.
  /// - Complexity: that of planning some segments by prices, independent of the period. If the chain is shorter than
  ///   the best period, at most about 2000 periods are considered.
  public init(_ problem: Problem, observer: PlanningObserver? = nil) throws(PlanningError) {
    let platform = try DiskPlatform(problem, planner: .periodicDiskRevolve)
    guard problem.levels[platform.memoryLevel].isFree else {
      throw .unsuited(planner: .periodicDiskRevolve, .freeMemory)
    }
    let longest = problem.chain.length + 1
    let search = try PlanningProgress.observed(by: observer) { () throws(PlanningError) in
      try DiskPeriod(platform, longest: longest)
    }
    let best = max(search.best, platform.leastPeriod)
    let wanted = Set([best / 2, best - 2, best - 1, best, best + 1, best + 2, min(best, longest) * 2])
    let periods = wanted.filter { $0 >= platform.leastPeriod && $0 <= longest }.sorted()
    var candidates: [Candidate] = []
    for period in periods {
      let cost = try PlanningProgress.observed(by: observer) { () throws(PlanningError) in
        try DiskPeriod.cost(platform, period: period)
      }
      if cost >= Int128(Int.max) { throw .overflow(quantity: .segmentCost) }
      candidates.append(Candidate(period: period, segmentCost: Int(cost)))
    }
    let periodic = try? PeriodicDiskRevolve.plan(platform, period: best)
    isMemoryEnough =
      try periodic.map { plan throws(PlanningError) in
        try platform.memoryAlone(problem, against: plan) != nil
      } ?? false
    self.best = best
    self.candidates = candidates
  }
}
