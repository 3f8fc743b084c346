extension ExactPlanning {
  /// Returns the best schedule that can be found of a chain whose forward steps differ.
  ///
  /// With one level that matters the level recurrence over intervals is optimal, with several the vector recurrence is,
  /// while its table fits. Beyond that the level recurrence over several orders of the levels gives a schedule. A level
  /// with room for all states that deserve it takes no table, and where none fits something simpler stands in for it.
  ///
  /// - Precondition: The backward steps cost nothing.
  static func unequal(_ problem: Problem, _ planner: Planner) throws(PlanningError) -> Schedule {
    guard case .each(let costs) = problem.chain.forwardCost else {
      preconditionFailure("forward steps that differ are given one by one")
    }
    let levels = relevantLevels(of: problem)
    if levels.isEmpty { throw .noSlot(length: problem.chain.length) }
    if let known = try keptOptimum(problem, planner, costs, levels) { return known }
    do throws(PlanningError) {
      return try tabulated(problem, planner, costs, levels)
    } catch {
      if !error.isOfIntervals { throw error }
      return try withoutTable(problem, planner, costs, levels, because: error)
    }
  }

  /// Returns the best schedule of the tables over intervals.
  private static func tabulated(
    _ problem: Problem, _ planner: Planner, _ costs: [Int], _ levels: [IndexedLevel]
  ) throws(PlanningError) -> Schedule {
    if levels.count == 1 {
      let table = try IntervalLevelTable(forwardCosts: costs, levels: levels)
      return try Schedule(problem: problem, planner: planner, optimum: table.optimum, table: table)
    }
    // Levels keep their numbers; those that do not matter have no slots.
    let platform = problem.levels.enumerated().map { index, level in
      levels.contains { $0.index == index } ? level : Level(name: level.name, slots: 0)
    }
    if let table = try IntervalVectorTable(forwardCosts: costs, levels: platform) {
      return try Schedule(problem: problem, planner: planner, optimum: table.optimum, table: table)
    }
    return try unequalBestFound(problem, planner, costs, levels)
  }

  /// Returns the best schedule that the level recurrence over intervals finds, with a lower bound.
  static func unequalBestFound(
    _ problem: Problem, _ planner: Planner, _ costs: [Int], _ levels: [IndexedLevel]
  ) throws(PlanningError) -> Schedule {
    // The best table is kept while the next one is filled: half of the memory each.
    var best: IntervalLevelTable?
    for order in levels.ordersByCost {
      let table = try levelTable(costs, order, share: 2)
      if table.optimum < best?.optimum ?? .max { best = table }
    }
    guard let best else { throw .overflow(quantity: .makespan) }
    return Schedule(
      problem: problem, planner: planner, makespan: try SaturatingCost<UInt>.makespan(best.optimum),
      lowerBound: try unequalBound(problem, costs, levels),
      caveat: .intervalTable(entries: IntervalVectorTable.maximumEntries), plan: best)
  }

  /// Returns a table that has one of `share` parts of the memory.
  private static func levelTable(
    _ costs: [Int], _ order: [IndexedLevel], share: Int
  ) throws(PlanningError) -> IntervalLevelTable {
    let limit = PlanningMemory.current.limit
    do throws(PlanningError) {
      return try IntervalLevelTable(forwardCosts: costs, levels: order, memoryLimit: limit / share)
    } catch {
      guard case .tooManyIntervals(let bytes, _, let rows, let length) = error else { throw error }
      // What is said is the limit that was given, and what all parts need.
      throw .tooManyIntervals(
        bytes: Int(clamping: Int128(bytes) * Int128(share)), limit: limit, fittingRows: rows, fittingLength: length)
    }
  }

  /// Returns a makespan below which no schedule can be: the best of two relaxations that are solved exactly.
  ///
  /// *Equal steps.* With g the least forward cost, a schedule that runs F_i n_i >= 1 times costs, over what it costs with
  /// steps of g, the sum of n_i (f_i - g), which is at least the sum of f_i - g. *One level.* On a single level with the
  /// slots of all, the least write cost and the least read cost, every schedule is as valid and costs no more: what it
  /// stores twice it stores once.
  private static func unequalBound(
    _ problem: Problem, _ costs: [Int], _ levels: [IndexedLevel]
  ) throws(PlanningError) -> Int {
    var bound = try equalStepsBound(problem, costs)
    let slots = levels.reduce(Int?.some(0)) { sum, entry in
      // No more than l are of use, so the sum of a thousand levels fits.
      sum.flatMap { sum in entry.level.slots.map { min(sum + min($0, costs.count), costs.count) } }
    }
    let joined = Level(
      name: "", slots: slots, writeCost: levels.map(\.level.writeCost).min() ?? 0,
      readCost: levels.map(\.level.readCost).min() ?? 0)
    let single = try PlanningError.orNil { () throws(PlanningError) in
      try IntervalLevelTable(
        forwardCosts: costs, levels: [(index: 0, level: joined)], memoryLimit: PlanningMemory.current.limit / 2)
    }
    if let single, single.optimum < SaturatingCost<UInt>.unreachable { bound = max(bound, Int(single.optimum)) }
    return bound
  }

  /// Returns the bound of equal steps.
  static func equalStepsBound(_ problem: Problem, _ costs: [Int]) throws(PlanningError) -> Int {
    let total = problem.forwardTotal
    let bound = Int(clamping: total)
    let least = costs.min() ?? 0
    guard let known = try optimum(of: problem.with(forwardCost: least)) else { return bound }
    return max(bound, Int(clamping: Int128(known) + total - Int128(least) * Int128(costs.count)))
  }

  /// Returns the levels with slots, without those that one that is never full beats in both costs.
  private static func relevantLevels(of problem: Problem) -> [IndexedLevel] {
    let usable = problem.usableLevels
    let boundless = usable.filter { $0.level.isUnlimited(forLength: problem.chain.length) }
    return usable.filter { one in
      !boundless.contains { other in
        let isNoDearer = other.level.writeCost <= one.level.writeCost && other.level.readCost <= one.level.readCost
        let isAlike = other.level.writeCost == one.level.writeCost && other.level.readCost == one.level.readCost
        // Of levels that are alike the first one without a bound stays.
        let isFirst = other.index < one.index || !one.level.isUnlimited(forLength: problem.chain.length)
        return other.index != one.index && isNoDearer && (!isAlike || isFirst)
      }
    }
  }
}
