extension TapePlanning {
  /// Returns the schedule of the table, with a lower bound if it is not proven optimal.
  static func tabulated(
    _ problem: Problem, _ planner: Planner, _ demand: RoomDemand, maximumUnits: Int?
  ) throws(PlanningError) -> Schedule {
    // Nearly every schedule runs over all steps once: if that does not fit 64 bits, nothing does.
    if problem.forwardTotal >= Int128(Int.max / 4) { throw .overflow(quantity: .makespan) }
    let every = try everySchedule(problem, tapeAccess: demand.tapeAccess)
    let grid = RoomGrid(demand, maximumUnits: maximumUnits)
    var found: Found?
    if let grid { found = try schedule(problem, demand, grid, every) }
    let isTabulated = found != nil
    // The schedule of least room fits, although the rounded sizes do not.
    if !isTabulated, let plan = RebuildingPlan(demand, problem: problem), let makespan = try plan.makespan() {
      found = (makespan, plan)
    }
    if !(grid?.isExact ?? false) || !isTabulated {
      let divided = try PlanningError.orNil { () throws(PlanningError) in
        try DividedTapes(problem, planner: planner).best()
      }
      if let divided, divided.makespan < found?.makespan ?? .max { found = (divided.makespan, divided.plan) }
    }
    guard let best = found else { throw .overflow(quantity: .makespan) }
    let resolution = resolution(problem, demand, grid)
    if let grid, grid.isExact, isTabulated, demand.chain(on: grid).isSolvedByTable {
      return Schedule(
        problem: problem, planner: planner, makespan: best.makespan, resolution: resolution, plan: best.plan)
    }
    var bound = max(every, min(best.makespan, TapeBound(demand.withoutTemporaries).makespan(every: every)))
    for relaxed in relaxations(demand, grid, maximumUnits) where bound < best.makespan {
      let surplus = try PlanningError.orNil { () throws(PlanningError) in
        try tabulate(relaxed, nil, problem)?.surplus
      }
      if let surplus { bound = max(bound, every + min(surplus, best.makespan - every)) }
    }
    let schedule = Schedule(
      problem: problem, planner: planner, makespan: best.makespan, lowerBound: bound,
      caveat: caveat(demand, grid), resolution: resolution, plan: best.plan)
    return BestFirstSearch.improve(schedule, of: problem, planner, resolution: resolution) ?? schedule
  }

  typealias Found = (makespan: Int, plan: any SchedulePlan)

  private static func schedule(
    _ problem: Problem, _ demand: RoomDemand, _ grid: RoomGrid, _ every: Int
  ) throws(PlanningError) -> Found? {
    let chain = demand.chain(on: grid)
    let tables = grid.isExact && chain.isSolvedByTable ? 1 : 1 + chain.relaxations.count
    PlanningProgress.begin(.tapeTable, count: Int128(tables) * RoomGrid.sums(chain, grid.ladder))
    guard let found = try tabulate(chain, grid.ladder, problem) else { return nil }
    let (makespan, overflow) = every.addingReportingOverflow(found.surplus)
    return overflow || makespan == .max ? nil : (makespan, found.plan)
  }

  /// Returns what a table finds, with entries as narrow as the costs allow.
  static func tabulate(
    _ chain: RoomChain, _ ladder: IntervalLadder?, _ problem: Problem
  ) throws(PlanningError) -> (surplus: Int, plan: any SchedulePlan)? {
    let ladder = ladder ?? IntervalLadder(parts: chain.count, width: chain.count)
    let total = chain.forwardCosts.reduce(Int128(0)) { $0 + Int128($1) }
    let unit = chain.costs.reduce(0, greatestDivisor)
    if total / Int128(max(1, unit)) < Int128(RoomTable<Int32>.unreachable) {
      try PlanningMemory.reserve(RoomGrid.bytes(chain, ladder, entrySize: 4))
      let narrow = try RoomTable<Int32>(chain, ladder: ladder)
      if let surplus = narrow.surplus { return (surplus, RoomPlan(table: narrow, problem: problem)) }
    }
    try PlanningMemory.reserve(RoomGrid.bytes(chain, ladder, entrySize: 8))
    let wide = try RoomTable<Int>(chain, ladder: ladder)
    return wide.surplus.map { ($0, RoomPlan(table: wide, problem: problem)) }
  }

  /// Returns chains whose tables are lower bounds.
  static func relaxations(_ demand: RoomDemand, _ grid: RoomGrid?, _ maximumUnits: Int?) -> [RoomChain] {
    let hasTemporaries = !demand.forwardTemporary.isEmpty
    let demand = demand.withoutTemporaries
    var chains = own(demand, hasTemporaries ? RoomGrid(demand, maximumUnits: maximumUnits) : grid)
    if demand.tiers.count > 1, let joined = demand.joined {
      chains += own(joined, RoomGrid(joined, maximumUnits: maximumUnits, allIntervals: true))
    }
    return chains
  }

  private static func own(_ demand: RoomDemand, _ grid: RoomGrid?) -> [RoomChain] {
    guard let grid, grid.hasAllIntervals else { return [] }
    // A grid that leaves out slots is no relaxation.
    let isWhole = grid.isExact || demand.pools.allSatisfy(\.isDivisible)
    if !isWhole { return [] }
    return demand.chain(on: grid, roundingDown: true).relaxations.compactMap(grid.listed)
  }

  /// Returns the resolution of the plan on a grid.
  private static func resolution(_ problem: Problem, _ demand: RoomDemand, _ grid: RoomGrid?) -> [Int?]? {
    guard problem.exactResolution != nil else { return nil }
    return demand.tiers.map { tier in
      let level = problem.levels[tier.level]
      if !level.countsBytes { return nil }
      if isCounted(level) { return max(1, problem.chain.tapes?.size?.common ?? 1) }
      return grid?.units[tier.pool] ?? 1
    }
  }

  private static func caveat(_ demand: RoomDemand, _ grid: RoomGrid?) -> Caveat {
    guard let grid else { return .noRoomTable }
    if grid.isExact { return demand.tiers.count > 1 ? .placesStay : .tapesStay }
    return grid.caveat(demand)
  }
}

extension RoomGrid {
  /// What a table on a grid that is not exact leaves out.
  func caveat(_ demand: RoomDemand) -> Caveat {
    let limited = demand.pools.indices.filter { rooms[$0] != nil }
    let slots = limited.first { !demand.pools[$0].isDivisible }.map { rooms[$0]?.whole ?? 0 }
    return .roomRounded(
      units: limited.filter { demand.pools[$0].isDivisible }.map { units[$0] }, slots: slots,
      splitsLeftOut: !hasAllIntervals)
  }
}
