extension ExactPlanning {
  /// Returns the best schedule found for a chain with unequal forward steps.
  ///
  /// With one relevant level, the level recurrence over intervals is optimal; with several, the vector recurrence is,
  /// if its table fits. Otherwise the level recurrence over several orders of the levels gives a schedule. A level with
  /// room for all states worth storing needs no table, and if none fits, a simpler method is used.
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
    let method = levels.count == 1 ? ExactMethod.intervalLevelTable : .intervalVectorTable
    if let schedule = try method.overIntervals(problem, planner, costs, levels) { return schedule }
    return try unequalBestFound(problem, planner, costs, levels)
  }

  /// Returns the best schedule found by the level recurrence over intervals, with a lower bound.
  static func unequalBestFound(
    _ problem: Problem, _ planner: Planner, _ costs: [Int], _ levels: [IndexedLevel]
  ) throws(PlanningError) -> Schedule {
    // The best table is kept while the next one is filled, so each gets half of the memory.
    var best: IntervalLevelTable?
    for order in levels.ordersByCost {
      let table = try levelTable(costs, order, share: 2)
      if table.optimum < best?.optimum ?? .max { best = table }
    }
    guard let best else { throw .overflow(quantity: .makespan) }
    return Schedule(
      problem: problem, planner: planner, makespan: try SaturatingCost<UInt>.makespan(best.optimum),
      lowerBound: try unequalBound(problem, costs, levels, below: Int128(best.optimum)),
      caveat: .intervalTable(entries: IntervalVectorTable.maximumEntries), plan: best)
  }

  /// Returns a table with one of `share` parts of the memory.
  private static func levelTable(
    _ costs: [Int], _ order: [IndexedLevel], share: Int
  ) throws(PlanningError) -> IntervalLevelTable {
    let limit = PlanningMemory.current.limit
    do throws(PlanningError) {
      return try IntervalLevelTable(forwardCosts: costs, levels: order, memoryLimit: limit / share)
    } catch {
      guard case .tooManyIntervals(let bytes, _, let rows, let length) = error else { throw error }
      // The message has the given limit and the need of all parts.
      throw .tooManyIntervals(
        bytes: Int(clamping: Int128(bytes) * Int128(share)), limit: limit, fittingRows: rows, fittingLength: length)
    }
  }

  /// Returns a lower bound on the makespan: the best of two relaxations, solved exactly, and ``LayerCakeBound``.
  ///
  /// *Equal steps.* With g the least forward cost, a schedule that runs F_i n_i >= 1 times costs the sum of n_i (f_i -
  /// g) more than with steps of cost g, which is at least the sum of f_i - g. *One level.* On a single level with all
  /// slots, the least write cost and the least read cost, every schedule stays valid and costs no more; states stored
  /// twice are stored once.
  private static func unequalBound(
    _ problem: Problem, _ costs: [Int], _ levels: [IndexedLevel], below makespan: Int128
  ) throws(PlanningError) -> Int {
    var bound = try equalStepsBound(problem, costs)
    let slots = levels.reduce(Int?.some(0)) { sum, entry in
      // At most l slots are useful, so the sum over a thousand levels fits.
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
    let layers = LayerCakeBound(costs, levels: levels, makespan: makespan)
    return max(bound, try layers.best())
  }

  /// Returns the bound of equal steps.
  static func equalStepsBound(_ problem: Problem, _ costs: [Int]) throws(PlanningError) -> Int {
    let total = problem.forwardTotal
    let bound = Int(clamping: total)
    let least = costs.min() ?? 0
    guard let known = try optimum(of: problem.with(forwardCost: least)) else { return bound }
    return max(bound, Int(clamping: Int128(known) + total - Int128(least) * Int128(costs.count)))
  }

  /// Returns the levels with slots, without those that a never-full level beats in both costs.
  static func relevantLevels(of problem: Problem) -> [IndexedLevel] {
    let usable = problem.usableLevels
    let boundless = usable.filter { $0.level.isUnlimited(forLength: problem.chain.length) }
    return usable.filter { one in
      !boundless.contains { other in
        let isNoDearer = other.level.writeCost <= one.level.writeCost && other.level.readCost <= one.level.readCost
        let isAlike = other.level.writeCost == one.level.writeCost && other.level.readCost == one.level.readCost
        // Of equal levels, the first unlimited one stays.
        let isFirst = other.index < one.index || !one.level.isUnlimited(forLength: problem.chain.length)
        return other.index != one.index && isNoDearer && (!isAlike || isFirst)
      }
    }
  }
}
