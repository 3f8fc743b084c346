/// The exact methods one by one, so that each can be held against the others on the same problem.
///
/// ``ExactPlanning`` takes the one that suits a problem best; `adjsched-stress` asks all that take it, and
/// `adjsched-bench` measures some by themselves.
package enum ExactMethod: String, CaseIterable, Sendable {
  /// ``LevelTable``: hierarchical platforms, forward steps that are alike.
  case levelTable = "level table"
  /// ``SlotVectorTable``: any platform, forward steps that are alike.
  case vectorTable = "vector table"
  /// ``PriceEngine``: hierarchical platforms, forward steps that are alike.
  case prices
  /// ``IntervalLevelTable``: one level, any steps.
  case intervalLevelTable = "interval level table"
  /// ``IntervalVectorTable``: any platform, any steps.
  case intervalVectorTable = "interval vector table"

  /// Returns the engine's schedule, or nil when it does not take such problems or its table would be too large.
  ///
  /// Backward steps that differ are not taken: they decide nothing.
  ///
  /// - Throws: ``PlanningError`` when a total does not fit 64 bits.
  package func schedule(for problem: Problem) throws(PlanningError) -> Schedule? {
    let chain = problem.chain
    let usable = problem.usableLevels
    guard chain.tapes == nil, !problem.countsBytes, chain.length > 0, !usable.isEmpty,
      let backward = chain.backwardCost.common
    else { return nil }
    switch self {
    case .intervalLevelTable, .intervalVectorTable: return try overIntervals(problem, backward, usable)
    case .vectorTable:
      guard let forward = chain.forwardCost.common,
        let table = try SlotVectorTable(
          length: chain.length, forwardCost: forward, backwardCost: backward, levels: problem.levels)
      else { return nil }
      return try Schedule(problem: problem, planner: .hrevolve, optimum: table.optimum, table: table)
    case .levelTable, .prices:
      guard let forward = chain.forwardCost.common, let order = ExactPlanning.hierarchicalOrder(usable) else {
        return nil
      }
      if self == .levelTable {
        let table = try LevelTable(
          length: chain.length, forwardCost: forward, backwardCost: backward, levels: order)
        return try Schedule(
          problem: problem, planner: .hrevolve, optimum: table.optimum[chain.length], table: table)
      }
      let result = try PriceEngine.plan(
        length: chain.length, forwardCost: forward, backwardCost: backward, levels: order)
      return result.schedule(of: problem, .hrevolve)
    }
  }

  private func overIntervals(
    _ problem: Problem, _ backward: Int, _ usable: [IndexedLevel]
  ) throws(PlanningError) -> Schedule? {
    let costs = (0..<problem.chain.length).map { problem.chain.forwardCost[$0] }
    let free = try intervalSchedule(problem, costs, usable)
    return try free?.addingCost(Int128(backward) * Int128(problem.chain.backwardSteps), on: problem)
  }

  private func intervalSchedule(
    _ problem: Problem, _ costs: [Int], _ usable: [IndexedLevel]
  ) throws(PlanningError) -> Schedule? {
    if self == .intervalVectorTable {
      guard let table = try IntervalVectorTable(forwardCosts: costs, levels: problem.levels) else { return nil }
      return try Schedule(problem: problem, planner: .hrevolve, optimum: table.optimum, table: table)
    }
    guard usable.count == 1 else { return nil }
    let table = try IntervalLevelTable(forwardCosts: costs, levels: usable)
    return try Schedule(problem: problem, planner: .hrevolve, optimum: table.optimum, table: table)
  }
}
