/// The best schedule of a chain with tapes, by whichever method suits it.
enum TapePlanning {
  /// Returns the best schedule found.
  ///
  /// - Parameter isBounded: Whether equal steps on one level are compared with a bound, which takes as long as planning them.
  /// - Throws: ``PlanningError`` when there is no schedule, or when a total does not fit 64 bits.
  static func best(
    for problem: Problem, planner: Planner, maximumUnits: Int? = nil, isBounded: Bool = true
  ) throws(PlanningError) -> Schedule {
    let tapes = try tapes(of: problem, planner)
    let hasTemporaries = problem.chain.forwardTemporary != nil || problem.chain.backwardTemporary != nil
    // A level that compresses holds more than its sizes say.
    if let level = problem.levels.first, problem.levels.count == 1, !hasTemporaries, level.sizeFactor == .one {
      try requireRoom(problem, tapes, level)
      if let known = try closedForm(problem, planner, tapes, level) { return known }
    }
    if let kept = try KeptTapesPlan(equal: problem)?.schedule(planner) { return kept }
    if maximumUnits == nil, let schedule = try uniform(problem, planner, isBounded: isBounded) { return schedule }
    let listed = 2 * RoomDemand.bytes(problem)
    if listed > Int128(PlanningMemory.current.limit) || problem.chain.length > mostTabulated,
      let equal = try EqualTapesOnLevels(problem, planner: planner)?.schedule()
    {
      return equal
    }
    try PlanningMemory.reserve(listed)
    let demand = RoomDemand(problem)
    if RebuildingPlan(demand, problem: problem) == nil {
      // Where steps need room while they run, a schedule of another shape may fit.
      if hasTemporaries, let other = try withoutRebuilding(problem, planner, demand, maximumUnits) { return other }
      throw tooLittle(problem, demand)
    }
    if let kept = try KeptTapesPlan(demand, problem: problem)?.schedule(planner) { return kept }
    let found = try tabulated(problem, planner, demand, maximumUnits: maximumUnits)
    // A coarse table of a long chain of equal steps may find less than the best of one level.
    guard !found.isOptimal, problem.chain.length > leastDoubted, maximumUnits == nil,
      let equal = try EqualTapesOnLevels(problem, planner: planner)?.schedule()
    else { return found }
    let bound = max(found.lowerBoundUnits ?? 0, equal.lowerBoundUnits ?? 0)
    return (equal.makespanUnits < found.makespanUnits ? equal : found).proven(from: bound)
  }

  /// The longest chain of equal steps on several levels for which a table is made: it takes minutes beyond.
  private static let mostTabulated = 100_000
  /// The longest chain on several levels for which the table is taken as it is.
  private static let leastDoubted = 300

  /// Returns the schedule that a search or the table finds if the one of least room does not fit; nil if there is none.
  private static func withoutRebuilding(
    _ problem: Problem, _ planner: Planner, _ demand: RoomDemand, _ maximumUnits: Int?
  ) throws(PlanningError) -> Schedule? {
    let resolution = demand.resolution(problem, demand.exactUnits)
    if let found = BestFirstSearch.improve(nil, of: problem, planner, resolution: resolution) { return found }
    do throws(PlanningError) {
      return try tabulated(problem, planner, demand, maximumUnits: maximumUnits)
    } catch .overflow {
      return nil
    }
  }

  /// Returns the tapes of a problem.
  ///
  /// - Throws: ``PlanningError/unsuited(planner:_:)`` when there are none, or nothing that holds them.
  static func tapes(of problem: Problem, _ planner: Planner) throws(PlanningError) -> Tapes {
    guard let tapes = problem.chain.tapes else { throw .unsuited(planner: planner, .tapes) }
    if problem.levels.isEmpty { throw .unsuited(planner: planner, .levelsOfTapes) }
    return tapes
  }

  /// The sizes on a level; in slots, a state and a tape take one each.
  private static func sizes(_ problem: Problem, _ tapes: Tapes, _ level: Level) -> (states: StepSize, tapes: StepSize) {
    let one = StepSize.uniform(1)
    return isCounted(level) ? (one, one) : (problem.chain.stateSize ?? one, tapes.size ?? one)
  }

  static func isCounted(_ level: Level) -> Bool { level.slots != nil || !level.countsBytes }

  /// Checks that one level holds what every schedule must.
  ///
  /// - Throws: ``PlanningError/tooLittleForTapes(level:available:needed:inBytes:)``.
  private static func requireRoom(_ problem: Problem, _ tapes: Tapes, _ level: Level) throws(PlanningError) {
    let sizes = sizes(problem, tapes, level)
    let least = leastRoom(states: sizes.states, tapes: sizes.tapes, length: problem.chain.length)
    if Int128(level.slots ?? level.capacity ?? .max) >= least { return }
    // Slots counted from a capacity are reported as bytes, as stated.
    let size = level.capacity == nil ? 1 : isCounted(level) ? tapes.size?.common ?? 1 : 1
    throw .tooLittleForTapes(
      level: level.name, available: level.capacity ?? level.slots ?? .max, needed: Int(clamping: least * Int128(size)),
      inBytes: level.capacity != nil)
  }

  /// Returns which of several levels needs the least more room for all of them to hold what every schedule must.
  private static func tooLittle(_ problem: Problem, _ demand: RoomDemand) -> PlanningError {
    var least: (lack: Int, error: PlanningError)?
    for (number, pool) in demand.pools.enumerated() {
      guard let owner = demand.tiers.first(where: { problem.pool(of: $0.level) == $0.level && $0.pool == number })
      else {
        continue
      }
      guard let needed = RebuildingPlan.leastCapacity(ofPool: number, demand, problem),
        needed - pool.capacity < least?.lack ?? .max
      else { continue }
      least = (
        needed - pool.capacity,
        .tooLittleForTapes(
          level: problem.levels[owner.level].name, available: pool.capacity, needed: needed, inBytes: pool.isDivisible)
      )
    }
    let first = problem.levels[0]
    return least?.error
      ?? .tooLittleForTapes(
        level: first.name, available: demand.pools[0].capacity, needed: .max, inBytes: demand.pools[0].isDivisible)
  }

  /// The least room that any schedule needs on one level.
  ///
  /// While tape j > 0 is made, x_0 or tape 0 must be stored, or no earlier step could run again. Either is enough:
  /// every later step can be reached from it.
  static func leastRoom(states: StepSize, tapes: StepSize, length: Int) -> Int128 {
    guard length > 0 else { return 0 }
    let first = tapes[0]
    guard length > 1 else { return Int128(first) }
    let later: Int
    switch tapes {
    case .uniform(let size): later = size
    case .each(let sizes): later = sizes.dropFirst().max() ?? 0
    }
    return max(Int128(first), Int128(min(states[0], first)) + Int128(later))
  }

  /// Returns the schedule of one level with slots for all tapes, or with free slots and equal steps; nil for any other.
  private static func closedForm(
    _ problem: Problem, _ planner: Planner, _ tapes: Tapes, _ level: Level
  ) throws(PlanningError) -> Schedule? {
    let chain = problem.chain
    let capacity = Int128(level.slots ?? level.capacity ?? .max)
    let isEnough = total(sizes(problem, tapes, level).tapes, chain.length) <= capacity
    guard isEnough || (isCounted(level) && level.isFree && chain.forwardCost.common != nil),
      !(level.paysByByte && problem.countsBytes)
    else { return nil }
    let every = try everySchedule(
      problem, tapeAccess: Int128(chain.length) * (Int128(level.writeCost) + Int128(level.readCost)))
    let slots = isEnough ? chain.length : level.slots ?? .max
    let more = MixedPlan.forwardSteps(length: chain.length, slots: slots) - Int128(chain.length)
    // If forward steps differ, there is room for all.
    let (cost, overflow) = more.multipliedReportingOverflow(by: Int128(more == 0 ? 0 : chain.forwardCost.common ?? 0))
    if overflow { throw .overflow(quantity: .makespan) }
    let unit = isCounted(level) ? max(1, tapes.size?.common ?? 1) : 1
    let mixed = MixedPlan(level: 0, slots: slots, length: chain.length)
    let bytes = UniformTapeBytes(problem)
    return Schedule(
      problem: problem, planner: planner, makespan: try (cost + Int128(every)).asMakespan(),
      resolution: level.capacity == nil ? nil : [unit],
      plan: bytes == nil ? mixed : TapesAlonePlan(mixed: mixed, bytes: bytes))
  }

  /// What every schedule pays: each step once with its tape, and each backward step, with tapes on the cheapest level.
  static func everySchedule(_ problem: Problem, tapeAccess: Int128) throws(PlanningError) -> Int {
    try (problem.forwardTotal + problem.backwardTotal + tapeAccess).asMakespan()
  }

  private static func total(_ numbers: PerStep, _ count: Int) -> Int128 {
    switch numbers {
    case .uniform(let number): return Int128(number) * Int128(count)
    case .each(let numbers): return numbers.reduce(0) { $0 + Int128($1) }
    }
  }
}
