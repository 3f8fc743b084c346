/// The exact methods, to compare with each other on the same problem.
///
/// ``ExactPlanning`` uses the best one for a problem; `adjsched-stress` runs all that accept it, and `adjsched-bench`
/// measures some separately.
package enum ExactMethod: String, CaseIterable, Sendable {
  /// ``LevelTable``: hierarchical platforms, equal forward steps.
  case levelTable = "level table"
  /// ``SlotVectorTable``: any platform, equal forward steps.
  case vectorTable = "vector table"
  /// ``PriceEngine``: hierarchical platforms, equal forward steps.
  case prices
  /// ``IntervalLevelTable``: one level, any steps.
  case intervalLevelTable = "interval level table"
  /// ``IntervalVectorTable``: any platform, any steps.
  case intervalVectorTable = "interval vector table"

  /// Returns the method's schedule, or nil if it does not accept the problem or its table would be too large.
  ///
  /// Unequal backward steps are not accepted, since they do not affect decisions.
  ///
  /// - Throws: ``PlanningError`` if a total does not fit 64 bits or a limit is hit.
  package func schedule(for problem: Problem) throws(PlanningError) -> Schedule? {
    try problem.requireRoomForSteps()
    return try schedule(for: problem, .hrevolve)
  }

  /// Returns the method's schedule for a planner.
  func schedule(
    for problem: Problem, _ planner: Planner, candidateLimit: Int = LevelTable.maximumCandidates
  ) throws(PlanningError) -> Schedule? {
    let usable = problem.usableLevels
    guard problem.chain.tapes == nil, !problem.countsBytes, problem.chain.length > 0, !usable.isEmpty,
      let backward = problem.chain.backwardCost.common
    else { return nil }
    switch self {
    case .intervalLevelTable, .intervalVectorTable:
      let costs = (0..<problem.chain.length).map { problem.chain.forwardCost[$0] }
      let free = try overIntervals(problem, planner, costs, usable)
      return try free?.addingCost(Int128(backward) * Int128(problem.chain.backwardSteps), on: problem)
    case .vectorTable, .levelTable, .prices:
      if problem.chain.forwardCost.common == nil { return nil }
      return try overLengths(problem, planner, usable, candidateLimit)
    }
  }

  private func overLengths(
    _ problem: Problem, _ planner: Planner, _ usable: [IndexedLevel], _ candidateLimit: Int
  ) throws(PlanningError) -> Schedule? {
    let chain = try UniformChain(problem, planner: planner)
    if self == .vectorTable {
      let table = try SlotVectorTable(
        length: chain.length, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost,
        levels: problem.levels)
      guard let table else { return nil }
      return try Schedule(problem: problem, planner: planner, optimum: table.optimum, table: table)
    }
    guard let order = ExactPlanning.hierarchicalOrder(usable) else { return nil }
    if self == .prices { return try chain.byPrices(order).schedule(of: problem, planner) }
    let table = try LevelTable(
      length: chain.length, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost, levels: order,
      candidateLimit: candidateLimit)
    return try Schedule(problem: problem, planner: planner, optimum: table.optimum[chain.length], table: table)
  }

  /// Returns the schedule of a table over intervals that uses these levels alone, for free backward steps.
  func overIntervals(
    _ problem: Problem, _ planner: Planner, _ costs: [Int], _ levels: [IndexedLevel]
  ) throws(PlanningError) -> Schedule? {
    if self == .intervalVectorTable {
      // Levels keep their indices; the others get no slots.
      let platform = problem.levels.enumerated().map { index, level in
        levels.contains { $0.index == index } ? level : Level(name: level.name, slots: 0)
      }
      let table = try IntervalVectorTable(forwardCosts: costs, levels: platform)
      guard let table else { return nil }
      return try Schedule(problem: problem, planner: planner, optimum: table.optimum, table: table)
    }
    guard levels.count == 1 else { return nil }
    let table = try IntervalLevelTable(forwardCosts: costs, levels: levels)
    return try Schedule(problem: problem, planner: planner, optimum: table.optimum, table: table)
  }
}

extension UniformChain {
  /// Returns the result of planning by prices for the chain on levels in this order.
  func byPrices(_ levels: [IndexedLevel]) throws(PlanningError) -> PriceEngine.Result {
    try PriceEngine.plan(length: length, forwardCost: forwardCost, backwardCost: backwardCost, levels: levels)
  }
}

extension PriceEngine.Result {
  /// Returns the schedule found, with a caveat unless it is proven optimal.
  func schedule(of problem: Problem, _ planner: Planner) -> Schedule {
    Schedule(
      problem: problem, planner: planner, makespan: makespan, lowerBound: lowerBound,
      caveat: isExact ? nil : .searchEnded, plan: plan)
  }
}
