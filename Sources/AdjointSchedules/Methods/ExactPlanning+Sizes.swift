extension ExactPlanning {
  /// Returns the best schedule found for a chain with states of different sizes, on levels in bytes.
  ///
  /// If every level holds a fixed number of states, whichever they are, slots are counted and optimality is guaranteed.
  /// Otherwise the best persistent schedule is found: on one level by ``IntervalLevelTable``; on several, or if bytes decide more
  /// than what fits, by ``RoomTable``. If its table is not exact, levels are also planned one after another, and as slots of
  /// one size; see `inSlots(_:_:_:)`. It is proven optimal if it meets the optimum with as many slots as the smallest states
  /// would have. Short chains are searched for a better schedule.
  ///
  /// - Precondition: The problem counts bytes, and its backward steps cost nothing.
  static func sized(
    _ problem: Problem, _ planner: Planner, limits: IntervalLevelTable.Limits = IntervalLevelTable.Limits()
  ) throws(PlanningError) -> Schedule {
    if let schedule = try longAndEqual(problem, planner) { return schedule }
    let platform = SizedPlatform(problem)
    // A chain without steps stores nothing.
    let isEmpty = problem.chain.length == 0
    if !isEmpty { try platform.requireRoom() }
    if isEmpty || platform.isInSlots {
      let schedule = try best(for: platform.inSlots(\.guaranteed), planner: planner)
      return schedule.rebased(on: problem, resolution: platform.exactUnits)
    }
    let bound = max(try sizedBound(problem, platform), try roomBound(problem))
    let isTabulatedByRoom = !platform.isPlain || problem.levels.count > 1
    let byRoom = isTabulatedByRoom ? try self.byRoom(problem, planner, bound) : nil
    if !platform.isPlain || byRoom?.isExact ?? false {
      var best = byRoom?.schedule
      if byRoom?.isExact != true, let slots = try inSlots(problem, planner, bound) {
        best = best?.cheaper(slots) ?? slots
      }
      return try searched(problem, planner, platform, best, .overflow(quantity: .makespan))
    }
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
    // If the table is coarse or too large, slots of the largest state, which are planned at any length, may be better.
    if best?.resolution != platform.exactUnits,
      let schedule = try PlanningError.orNil({ () throws(PlanningError) in
        try self.best(for: platform.inSlots(\.ofLargest), planner: planner)
      }),
      schedule.makespanUnits < best?.makespanUnits ?? .max
    {
      best = schedule.rebased(on: problem, lowerBound: bound, caveat: .roomOfLargest, resolution: platform.largestUnits)
    }
    if let all, all.makespanUnits < best?.makespanUnits ?? .max { best = all }
    if best?.resolution != platform.exactUnits, problem.levels.count > 1,
      let slots = try inSlots(problem, planner, bound)
    {
      best = best?.cheaper(slots) ?? slots
    }
    // Chains that are too long for every interval have a ladder of scales.
    let isTooLong = best == nil && !isTabulatedByRoom
    if let byRoom = isTooLong ? try self.byRoom(problem, planner, bound) : byRoom,
      byRoom.schedule.makespanUnits < best?.makespanUnits ?? .max
    {
      best = byRoom.schedule
    }
    return try searched(problem, planner, platform, best, failure ?? .overflow(quantity: .makespan))
  }

  /// Returns the optimum of a chain short enough to search, otherwise the best schedule so far.
  private static func searched(
    _ problem: Problem, _ planner: Planner, _ platform: SizedPlatform, _ best: Schedule?, _ failure: PlanningError
  ) throws(PlanningError) -> Schedule {
    guard
      let schedule = BestFirstSearch.improve(best, of: problem, planner, resolution: platform.exactUnits)
    else { throw failure }
    return schedule
  }

  /// Returns the schedule that stores every state, or nil if no room for all is found.
  private static func storeAll(
    _ problem: Problem, _ planner: Planner, _ platform: SizedPlatform, _ bound: Int
  ) throws(PlanningError) -> Schedule? {
    guard let places = platform.placesForAll() else { return nil }
    var cost = problem.forwardTotal
    for place in places {
      cost += Int128(problem.levels[place].writeCost) + Int128(problem.levels[place].readCost)
    }
    // If that does not fit 64 bits, recomputing states may.
    guard let makespan = try? cost.asMakespan() else { return nil }
    return Schedule(
      problem: problem, planner: planner, makespan: makespan, lowerBound: bound,
      caveat: .everyStateKept, resolution: platform.exactUnits,
      plan: KeptStatesPlan(starts: Array(places.indices), levels: places))
  }

  /// Returns the best schedule of the tables over all orders of the levels.
  private static func tabulated(
    _ problem: Problem, _ planner: Planner, _ platform: SizedPlatform, _ bound: Int, _ limits: IntervalLevelTable.Limits
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
    // A chain without a table needs no list either.
    if rowLimit > 0 { costs = (0..<length).map { problem.chain.forwardCost[$0] } }
    var best: (table: IntervalLevelTable, units: [Int?])?
    for order in orders {
      var places: [IntervalLevelTable.TierInput] = []
      var units = platform.exactUnits
      for (number, entry) in order.enumerated() {
        guard
          let grid = platform.grid(entry.index, entering: number == order.count - 1 ? 1 : length, rowLimit: rowLimit)
        else {
          // The message has the given limit and the need of all shares.
          throw .tableTooLarge(
            bytes: Int(
              clamping: Int128(IntervalLevelTable.Limits.leastMemory(length: length)) * (orders.count > 1 ? 2 : 1)),
            limit: limits.memory)
        }
        if let unit = grid.unit { units[entry.index] = unit }
        places.append(IntervalLevelTable.TierInput(index: entry.index, level: entry.level, grid: grid))
      }
      let table = try IntervalLevelTable(forwardCosts: costs, places: places, limits: share)
      if table.optimum < best?.table.optimum ?? .max { best = (table, units) }
    }
    guard let best else { throw .noSlot(length: length) }
    return Schedule(
      problem: problem, planner: planner, makespan: try SaturatingCost<UInt>.makespan(best.table.optimum),
      lowerBound: bound,
      caveat: .persistent(levels: platform.levels.count, isRounded: best.units != platform.exactUnits),
      resolution: best.units, plan: best.table)
  }

  /// Returns the bound of ``TapeBound`` on the states; 0 without memory for lists of their sizes.
  private static func roomBound(_ problem: Problem) throws(PlanningError) -> Int {
    guard try PlanningMemory.allows(2 * RoomDemand.bytes(problem)), problem.forwardTotal < Int128(Int.max / 4) else {
      return 0
    }
    return TapeBound(states: RoomDemand(problem)).makespan(every: Int(problem.forwardTotal))
  }

  /// Returns a lower bound on the makespan.
  ///
  /// No level ever holds more states than if they were its smallest; with that many slots, every schedule stays valid.
  /// If that would take a large table, all steps get the least cost of any, and the difference is added, since a
  /// schedule runs each step at least once.
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
    let levels = relaxed.usableLevels
    if levels.isEmpty { return bound }
    let access = levels.reduce(Int128(0)) { $0 + Int128($1.level.writeCost) + Int128($1.level.readCost) }
    // No good schedule costs more; the bound needs to know, so as not to overflow.
    let makespan = Int128(costs.count) * (problem.forwardTotal + access)
    return max(bound, try LayerCakeBound(costs, levels: levels, makespan: makespan).best())
  }
}
