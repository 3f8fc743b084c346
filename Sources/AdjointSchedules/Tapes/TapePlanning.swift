/// The best schedule of a chain with tapes on one level, by the most suitable method.
enum TapePlanning {
  /// Returns the best schedule found.
  ///
  /// - Throws: ``PlanningError`` if there is no schedule, or if a total or a table is too large.
  static func best(for problem: Problem, planner: Planner, maximumUnits: Int? = nil) throws(PlanningError) -> Schedule {
    let (tapes, level) = try tapesAndLevel(of: problem, planner)
    let chain = problem.chain
    // On a level with slots, a state and a tape take one each.
    let one = StepSize.uniform(1)
    let isCounted = level.slots != nil || level.capacity == nil
    let capacity = level.slots ?? level.capacity ?? .max
    let (states, tape) = isCounted ? (one, one) : (chain.stateSize ?? one, tapes.size ?? one)
    let least = TapeChain.leastRoom(states: states, tapes: tape, length: chain.length)
    if Int128(capacity) < least {
      // Slots computed from a capacity are reported in bytes, as stated.
      let size = level.capacity == nil ? 1 : isCounted ? tapes.size?.common ?? 1 : 1
      throw .tooLittleForTapes(
        level: level.name, available: level.capacity ?? capacity, needed: Int(clamping: least * Int128(size)),
        inBytes: level.capacity != nil)
    }
    let every = try everySchedule(problem)
    let total = Int128(chain.length) * Int128(tape.common ?? 0)
    let isEnough = tape.common == nil ? sum(tape, chain.length) <= Int128(capacity) : total <= Int128(capacity)
    let resolution: [Int?]? = level.capacity == nil ? nil : [isCounted ? max(1, tapes.size?.common ?? 1) : 1]
    if isEnough || (isCounted && level.isFree && chain.forwardCost.common != nil) {
      let slots = isEnough ? chain.length : capacity
      return Schedule(
        problem: problem, planner: planner, makespan: try mixedMakespan(problem, every: every, slots: slots),
        resolution: resolution, plan: MixedPlan(level: 0, slots: slots, length: chain.length))
    }
    if maximumUnits == nil, let schedule = try uniform(problem, planner) { return schedule }
    let grid = try TapeGrid(
      length: chain.length, states: states, tapes: tape, capacity: capacity, isDivisible: !isCounted,
      maximumUnits: maximumUnits)
    return try tabulated(
      problem, planner, grid, states: states, tapes: tape, every: every,
      resolution: isCounted ? resolution : [grid.unit])
  }

  /// Returns the tapes of a problem, and the single level for them and the states.
  ///
  /// - Throws: ``PlanningError/unsuited(planner:_:)`` if there are no tapes, or more levels.
  static func tapesAndLevel(
    of problem: Problem, _ planner: Planner
  ) throws(PlanningError) -> (tapes: Tapes, level: Level) {
    guard let tapes = problem.chain.tapes else {
      throw .unsuited(planner: planner, .tapes)
    }
    guard problem.levels.count == 1 else {
      throw .unsuited(planner: planner, .oneLevelOfTapes(given: problem.levels.count))
    }
    return (tapes, problem.levels[0])
  }

  /// The cost common to all schedules: each step once with its tape, and each backward step.
  private static func everySchedule(_ problem: Problem) throws(PlanningError) -> Int {
    let (chain, level) = (problem.chain, problem.levels[0])
    let access = Int128(chain.length) * (Int128(level.writeCost) + Int128(level.readCost))
    return try (sum(chain.forwardCost, chain.length) + sum(chain.adjointCost, chain.length) + access).asMakespan()
  }

  /// Returns the makespan of the closed form: with slots for all tapes, or with free slots and equal steps.
  private static func mixedMakespan(_ problem: Problem, every: Int, slots: Int) throws(PlanningError) -> Int {
    let length = problem.chain.length
    let more = MixedPlan.forwardSteps(length: length, slots: slots) - Int128(length)
    if more == 0 { return every }
    let (cost, overflow) = more.multipliedReportingOverflow(by: Int128(problem.chain.forwardCost.common ?? 0))
    if overflow { throw .overflow(quantity: .makespan) }
    return try (cost + Int128(every)).asMakespan()
  }

  static func sum(_ numbers: PerStep, _ count: Int) -> Int128 {
    switch numbers {
    case .uniform(let number): return Int128(number) * Int128(count)
    case .each(let numbers): return numbers.reduce(0) { $0 + Int128($1) }
    }
  }
}
