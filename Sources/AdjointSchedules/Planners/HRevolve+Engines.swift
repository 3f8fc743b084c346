extension HRevolve {
  /// One of the two methods of a hierarchical platform whose steps cost the same, of which ``plan(_:options:)`` asks the
  /// second where the first comes to its limit.
  package enum Engine: String, CaseIterable, Sendable {
    /// ``PriceEngine``: work that does not grow with the length.
    case prices
    /// ``LevelTable``: the recurrence over all lengths.
    case table
  }

  /// Returns what one engine by itself makes of a problem, for measurements and for comparing the two.
  ///
  /// - Throws: ``PlanningError`` when the problem is not one for both engines, when it has no schedule, or when a total or
  ///   a table is too large.
  /// - Complexity: that of the engine; the table's is O(l^2 x rows) time at most, pruned, without a limit on the time.
  package static func plan(_ problem: Problem, by engine: Engine) throws(PlanningError) -> Schedule {
    let chain = try UniformChain(problem, planner: .hrevolve)
    let usable = problem.levels.enumerated().map { (index: $0.offset, level: $0.element) }.filter {
      $0.level.slots != 0
    }
    if usable.isEmpty { throw .noSlot(length: chain.length) }
    guard let levels = PlatformSchedule.hierarchicalOrder(usable) else {
      throw .unsuited(
        planner: .hrevolve, reason: "has two engines for hierarchical platforms only",
        remedy: "give levels whose costs do not fall")
    }
    switch engine {
    case .prices:
      let result = try chain.byPrices(levels)
      return Schedule(
        problem: problem, planner: .hrevolve, makespan: result.makespan, lowerBound: result.lowerBound,
        reservation: result.isExact ? nil : "not proven optimal: the prices came to their limit", plan: result.plan)
    case .table:
      let table = try LevelTable(
        length: chain.length, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost, levels: levels)
      return Schedule(
        problem: problem, planner: .hrevolve, makespan: try SaturatingCost.makespan(table.optimum[chain.length]),
        plan: table)
    }
  }
}
