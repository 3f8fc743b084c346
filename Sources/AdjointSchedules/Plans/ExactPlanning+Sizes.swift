extension ExactPlanning {
  /// Returns the best schedule that can be found of a chain whose states differ in size, on levels given in bytes.
  ///
  /// Where every level holds the same number of states, whichever they are, slots are counted and every promise holds.
  /// Elsewhere the best persistent schedule is found, level by level, see ``SizeTable``: it is proven optimal where a bound
  /// says so, the optimum in slots, as many as states of the least sizes have. Short chains are searched for a schedule
  /// that is better.
  ///
  /// - Precondition: The problem counts bytes, and its backward steps cost nothing.
  static func sized(
    _ problem: Problem, _ planner: Planner, limits: SizeTable.Limits = SizeTable.Limits()
  ) throws(PlanningError) -> Schedule {
    let platform = SizedPlatform(problem)
    try platform.requireRoom()
    if platform.isInSlots {
      let schedule = try best(for: platform.inSlots(\.guaranteed), planner: planner)
      return schedule.rebased(on: problem, resolution: platform.exactUnits)
    }
    let bound = try sizedBound(problem, platform)
    let all = try storeAll(problem, planner, platform, bound)
    if let all, all.isOptimal { return all }
    var best: Schedule?
    var failure: PlanningError?
    let isUniform = problem.chain.forwardCost.common != nil
    let rowLimit = limits.rows(length: problem.chain.length, tiers: platform.levels.count)
    if !(isUniform && platform.largestSlotsSuffice(rowLimit: rowLimit)) {
      do {
        best = try tabulated(problem, planner, platform, bound, limits)
      } catch {
        if case .notEnoughMemory = error { throw error }
        failure = error
      }
    }
    if best?.resolution != platform.exactUnits, limits.areEntriesFewer(length: problem.chain.length) {
      PlanningEffort.meet()
    }
    // Where the table is coarse or too large, slots of the largest state may be better: they take no table.
    if isUniform, best?.resolution != platform.exactUnits,
      let schedule = try PlanningError.orNil({ () throws(PlanningError) in
        try self.best(for: platform.inSlots(\.ofLargest), planner: planner)
      }),
      schedule.makespanUnits < best?.makespanUnits ?? .max
    {
      best = schedule.rebased(on: problem, lowerBound: bound, caveat: .roomOfLargest, resolution: platform.largestUnits)
    }
    if let all, all.makespanUnits < best?.makespanUnits ?? .max { best = all }
    return try searched(problem, planner, platform, best, failure ?? .overflow(quantity: .makespan))
  }

  /// Returns the optimum of a chain so short that its schedules are searched, else the best schedule so far.
  private static func searched(
    _ problem: Problem, _ planner: Planner, _ platform: SizedPlatform, _ best: Schedule?, _ failure: PlanningError
  ) throws(PlanningError) -> Schedule {
    if best?.isOptimal != true, let search = BestFirstSearch(problem) {
      switch search.search(below: best?.makespanUnits ?? .max) {
      case .found(let makespan, let operations):
        return Schedule(
          problem: problem, planner: planner, makespan: makespan, resolution: platform.exactUnits,
          plan: ListedPlan(problem: problem, listed: operations))
      case .nothingBelow: if let best { return best.proven(from: best.makespanUnits) }
      case .undecided(let lowerBound): if let best { return best.proven(from: lowerBound) }
      }
    }
    guard let best else { throw failure }
    return best
  }

  /// Returns the schedule that keeps every state, nil where no room for all is found.
  private static func storeAll(
    _ problem: Problem, _ planner: Planner, _ platform: SizedPlatform, _ bound: Int
  ) throws(PlanningError) -> Schedule? {
    guard let places = platform.placesForAll() else { return nil }
    var cost = problem.forwardTotal
    for place in places {
      cost += Int128(problem.levels[place].writeCost) + Int128(problem.levels[place].readCost)
    }
    // Where that does not fit 64 bits, running states anew may.
    guard let makespan = try? cost.asMakespan() else { return nil }
    return Schedule(
      problem: problem, planner: planner, makespan: makespan, lowerBound: bound,
      caveat: .everyStateKept, resolution: platform.exactUnits,
      plan: KeptStatesPlan(starts: Array(places.indices), levels: places))
  }

  /// Returns the best schedule of the tables over the orders of the levels.
  private static func tabulated(
    _ problem: Problem, _ planner: Planner, _ platform: SizedPlatform, _ bound: Int, _ limits: SizeTable.Limits
  ) throws(PlanningError) -> Schedule {
    let length = problem.chain.length
    let orders = platform.levels.ordersByCost
    var share = limits
    if orders.count > 1 {
      // The best table is kept while the next one is filled.
      share.memory /= 2
      share.entries /= orders.count
    }
    let rowLimit = share.rows(length: length, tiers: platform.levels.count)
    var costs: [Int] = []
    // A chain that has no table needs no list either.
    if rowLimit > 0 { costs = (0..<length).map { problem.chain.forwardCost[$0] } }
    var best: (table: SizeTable, units: [Int?])?
    for order in orders {
      var places: [SizeTable.TierInput] = []
      var units = platform.exactUnits
      for (number, entry) in order.enumerated() {
        guard
          let grid = platform.grid(entry.index, entering: number == order.count - 1 ? 1 : length, rowLimit: rowLimit)
        else {
          // What is said is the limit that was given, and what all shares of it need.
          throw .tableTooLarge(
            bytes: Int(clamping: Int128(SizeTable.Limits.leastMemory(length: length)) * (orders.count > 1 ? 2 : 1)),
            limit: limits.memory)
        }
        if let unit = grid.unit { units[entry.index] = unit }
        places.append(SizeTable.TierInput(index: entry.index, level: entry.level, grid: grid))
      }
      let table = try SizeTable(forwardCosts: costs, places: places, limits: share)
      if table.optimum < best?.table.optimum ?? .max { best = (table, units) }
    }
    guard let best else { throw .noSlot(length: length) }
    return Schedule(
      problem: problem, planner: planner, makespan: try SaturatingCost<UInt>.makespan(best.table.optimum),
      lowerBound: bound,
      caveat: .persistent(levels: platform.levels.count, isRounded: best.units != platform.exactUnits),
      resolution: best.units, plan: best.table)
  }

  /// Returns a makespan below which no schedule can be.
  ///
  /// No level ever holds more states than its least ones would be; with so many slots every schedule is as valid. Where
  /// that would take a large table, all steps cost the least that any does, and the rest is added: a schedule runs each
  /// step at least once.
  private static func sizedBound(_ problem: Problem, _ platform: SizedPlatform) throws(PlanningError) -> Int {
    let chain = problem.chain
    var bound = Int(clamping: problem.forwardTotal)
    let relaxed = platform.inSlots(\.maximum)
    if chain.forwardCost.common != nil || platform.isQuicklyTabulated {
      let known = try optimum(of: relaxed)
      return max(bound, known ?? 0)
    }
    guard case .each(let costs) = chain.forwardCost, let least = costs.min() else { return bound }
    if let known = try optimum(of: relaxed.with(forwardCost: least)) {
      bound = max(bound, Int(clamping: Int128(known) + problem.forwardTotal - Int128(least) * Int128(costs.count)))
    }
    return bound
  }
}
