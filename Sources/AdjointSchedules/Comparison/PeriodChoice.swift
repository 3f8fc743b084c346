/// The best distance of disk states for ``Planner/periodicDiskRevolve``, and what other distances cost.
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

  /// True when Revolve in memory alone reverses the problem's chain for no more than the best period does.
  public let isMemoryEnough: Bool

  /// Looks for the period of least cost per step.
  ///
  /// - Parameters:
  ///   - problem: free memory and a disk; only periods of at most its length + 1 are looked at.
  ///   - observer: Is told how far a long search has come.
  /// - Throws: ``PlanningError`` when the platform is another one, when a total does not fit 64 bits, or when too many
  ///   periods would have to be looked at.
  /// - Complexity: that of planning some segments by prices, which does not grow with the period. Where the chain is
  ///   shorter than the best period, some 2000 periods are looked at, at most.
  public init(_ problem: Problem, observer: PlanningObserver? = nil) throws(PlanningError) {
    let platform = try DiskPlatform(problem, planner: .periodicDiskRevolve)
    guard problem.levels[platform.memoryLevel].isFree else {
      throw .unsuited(
        planner: .periodicDiskRevolve, reason: "takes the best period for memory that is free to write and read",
        remedy: "set the costs of memory to 0")
    }
    let longest = problem.chain.length + 1
    let search = try DiskPeriod(platform, longest: longest, observer: observer)
    let best = max(search.best, platform.leastPeriod)
    let wanted = Set([best / 2, best - 2, best - 1, best, best + 1, best + 2, min(best, longest) * 2])
    let periods = wanted.filter { $0 >= platform.leastPeriod && $0 <= longest }.sorted()
    var candidates: [Candidate] = []
    for period in periods {
      let cost = try DiskPeriod.cost(platform, period: period, observer: observer)
      if cost >= Int128(Int.max) { throw .overflow(quantity: .segmentCost) }
      candidates.append(Candidate(period: period, segmentCost: Int(cost)))
    }
    let periodic = try? PeriodicDiskRevolve.plan(platform, period: best, observer: observer)
    isMemoryEnough =
      try periodic.map { plan throws(PlanningError) in
        try platform.memoryAlone(problem, against: plan) != nil
      } ?? false
    self.best = best
    self.candidates = candidates
  }
}
