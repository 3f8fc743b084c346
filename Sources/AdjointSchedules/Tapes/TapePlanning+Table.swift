extension TapePlanning {
  /// Returns the schedule of the table on a grid, with a lower bound if it is not proven optimal.
  static func tabulated(
    _ problem: Problem, _ planner: Planner, _ grid: TapeGrid, states: StepSize, tapes: StepSize, every: Int,
    resolution: [Int?]?
  ) throws(PlanningError) -> Schedule {
    let (length, level) = (problem.chain.length, problem.levels[0])
    var chain = TapeChain(
      forwardCosts: (0..<length).map { problem.chain.forwardCost[$0] },
      stateUnits: grid.units(states, count: length), tapeUnits: grid.units(tapes, count: length),
      writeCost: level.writeCost, readCost: level.readCost, rooms: grid.rooms)
    // One run over all steps is part of nearly every schedule; if it does not fit 64 bits, nothing does.
    if sum(problem.chain.forwardCost, length) >= Int128(Int.max / 4) { throw .overflow(quantity: .makespan) }
    try PlanningMemory.reserve(TapeGrid.bytes(length: length, units: grid.rooms.count - 1, entrySize: 4))
    let tables = grid.isExact && chain.isSolvedByTable ? 1 : 1 + chain.relaxations.count
    PlanningProgress.begin(
      .tapeTable,
      count: Int128(tables) * TapeGrid.splits(length: length) * Int128(grid.rooms.count))
    var found = try tabulate(chain, problem)
    if found == nil { found = rebuilt(problem, states, tapes, every) }
    guard let found else { throw .overflow(quantity: .makespan) }
    let (makespan, overflow) = every.addingReportingOverflow(found.surplus)
    if overflow || makespan == .max { throw .overflow(quantity: .makespan) }
    if grid.isExact && chain.isSolvedByTable {
      return Schedule(problem: problem, planner: planner, makespan: makespan, resolution: resolution, plan: found.plan)
    }
    var bound = every
    if grid.unit > 1 || grid.isExact {
      chain.stateUnits = grid.units(states, count: length, roundingDown: true)
      chain.tapeUnits = grid.units(tapes, count: length, roundingDown: true)
      for relaxation in chain.relaxations where bound < makespan {
        guard let listed = grid.listed(relaxation), let relaxed = try tabulate(listed, problem) else {
          continue
        }
        bound = max(bound, every + min(relaxed.surplus, found.surplus))
      }
    }
    if bound < makespan, let search = BestFirstSearch(problem) {
      switch search.search(below: makespan) {
      case .found(let makespan, let operations):
        return Schedule(
          problem: problem, planner: planner, makespan: makespan, resolution: resolution,
          plan: ListedPlan(problem: problem, listed: operations))
      case .nothingBelow: bound = makespan
      case .undecided(let lowerBound): bound = max(bound, lowerBound)
      }
    }
    let caveat: Caveat =
      grid.isExact ? .tapesStay : grid.unit > 1 ? .tapesRounded(unit: grid.unit) : .tapesInFewerSlots(grid.room)
    return Schedule(
      problem: problem, planner: planner, makespan: makespan, lowerBound: bound,
      caveat: caveat, resolution: resolution, plan: found.plan)
  }

  private typealias Found = (surplus: Int, plan: any SchedulePlan)

  /// Returns the result of the table, with entries as narrow as the costs allow.
  private static func tabulate(_ chain: TapeChain, _ problem: Problem) throws(PlanningError) -> Found? {
    let total = chain.forwardCosts.reduce(Int128(0)) { $0 + Int128($1) }
    let unit = (chain.forwardCosts + [chain.writeCost, chain.readCost]).reduce(0, greatestDivisor)
    if total / Int128(max(1, unit)) < Int128(TapeTable<Int32>.unreachable) {
      try PlanningMemory.reserve(TapeGrid.bytes(length: chain.length, units: chain.rooms.count - 1, entrySize: 4))
      let narrow = try TapeTable<Int32>(chain)
      if let surplus = narrow.surplus { return (surplus, TapePlan(table: narrow, problem: problem, level: 0)) }
    }
    try PlanningMemory.reserve(TapeGrid.bytes(length: chain.length, units: chain.rooms.count - 1, entrySize: 8))
    let wide = try TapeTable<Int>(chain)
    return wide.surplus.map { ($0, TapePlan(table: wide, problem: problem, level: 0)) }
  }

  /// Returns the schedule of least room, which fits even if rounded-up sizes do not.
  private static func rebuilt(_ problem: Problem, _ states: StepSize, _ tapes: StepSize, _ every: Int) -> Found? {
    let (length, level) = (problem.chain.length, problem.levels[0])
    let keepsState = length == 1 || states[0] < tapes[0]
    var surplus = keepsState && length > 1 ? Int128(level.writeCost) + Int128(level.readCost) : 0
    var run: Int128 = 0
    for step in stride(from: keepsState ? 1 : 2, to: length, by: 1) {
      run += Int128(problem.chain.forwardCost[step - 1])
      surplus += run
    }
    // Every step except the last reads its start.
    surplus += Int128(level.readCost) * Int128(max(0, length - 2))
    return surplus + Int128(every) < Int128(Int.max)
      ? (Int(surplus), RebuildingPlan(problem: problem, level: 0, keepsState: keepsState)) : nil
  }
}
