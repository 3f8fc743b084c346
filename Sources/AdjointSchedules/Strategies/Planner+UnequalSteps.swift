/// The strategies on chains with unequal forward steps: they use their schedule for as many equal steps, which is also
/// valid.
extension Planner {
  /// True if the problem's steps differ and the planner uses only their number.
  func takesForEqual(_ problem: Problem) -> Bool {
    !weighsSteps && problem.junction == nil && problem.chain.tapes == nil && !problem.countsBytes
      && !problem.isOverlapped
      && problem.chain.forwardCost.common == nil
  }

  /// Returns the schedule of as many equal steps of the mean cost, with its makespan and a bound at the true costs.
  ///
  /// - Complexity: that of the planner for equal steps, plus O(operations), since the runs are added up one by one.
  func scheduleAsIfEqual(_ problem: Problem, options: PlannerOptions) throws(PlanningError) -> Schedule {
    let mean = max(1, problem.forwardTotal / Int128(problem.chain.length))
    guard let step = Int(exactly: mean) else { throw .overflow(quantity: .makespan) }
    var alike = options
    // A bound for equal steps is not needed.
    alike.lowerBound = 0
    let equal = try schedule(for: problem.withFreeBackwardSteps().with(forwardCost: step), options: alike)
    let makespan = try problem.cost(of: equal) + problem.backwardTotal
    let bound = if let known = options.lowerBound { known } else { try ExactPlanning.boundOfUnequalSteps(problem) }
    return Schedule(
      problem: problem, planner: self, makespan: try makespan.asMakespan(), lowerBound: bound,
      caveat: .heuristic(self, pointless: nil), plan: equal.plan)
  }
}

extension Problem {
  /// Returns the cost of a schedule's operations on this problem, without the backward steps.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` if a run of steps does not fit 64 bits.
  func cost(of schedule: Schedule) throws(PlanningError) -> Int128 {
    try PlanningMemory.reserve(Int128(chain.length) * 16)
    let sums = CostSums(chain.forwardCost)
    let costs = levels.map { (write: Int128($0.writeCost), read: Int128($0.readCost)) }
    var cost: Int128 = 0
    var count = 0
    for operation in schedule {
      switch operation {
      case .forward(let from, let to):
        guard let run = sums.sum(from: from, to: to) else { throw .overflow(quantity: .makespan) }
        cost += Int128(run)
      case .write(let level, _): cost += costs[level].write
      case .read(let level, _): cost += costs[level].read
      default: break
      }
      count += 1
      if count % 65_536 == 0 { try PlanningProgress.report(.countedOperations, done: count, total: nil) }
    }
    return cost
  }
}
