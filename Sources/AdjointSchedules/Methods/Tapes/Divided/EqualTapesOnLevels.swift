/// Equal steps with tapes on several levels, at any length: the best of what one level alone holds and of divided chains.
///
/// Nothing here grows with the length, unlike the lists of ``RoomDemand``.
struct EqualTapesOnLevels {
  let problem: Problem
  let planner: Planner
  private let rooms: EqualTapeRooms
  private let length: Int128

  /// - Returns: Nil if sizes differ or there is one level.
  init?(_ problem: Problem, planner: Planner) {
    guard problem.levels.count > 1, problem.chain.length > 0, problem.chain.forwardCost.common != nil,
      let rooms = EqualTapeRooms(problem)
    else { return nil }
    (self.problem, self.planner, self.rooms) = (problem, planner, rooms)
    length = Int128(problem.chain.length)
  }

  /// What every schedule pays: each step once with its tape where that is cheapest, and each backward step.
  private var every: Int128 {
    let access = rooms.tiers.map(\.tapeAccess).min() ?? 0
    return problem.forwardTotal + problem.backwardTotal + length * access
  }

  /// Returns the best schedule found, with a lower bound; nil if none fits.
  func schedule() throws(PlanningError) -> Schedule? {
    var best: (makespan: Int, plan: any SchedulePlan)?
    let divided = try PlanningError.orNil { () throws(PlanningError) in
      try DividedTapes(problem, planner: planner).best()
    }
    if let divided { best = (divided.makespan, divided.plan) }
    if let nested = try NestedTapes(problem: problem, planner: planner, rooms: rooms)
      .best(below: best?.makespan ?? .max)
    {
      best = nested
    }
    for index in problem.levels.indices
    where rooms.leastCost(of: problem, onLevel: index) < best?.makespan ?? .max {
      guard let alone = alone(on: index) else { continue }
      let schedule = try PlanningError.orNil { () throws(PlanningError) in
        try TapePlanning.best(for: alone, planner: planner, isBounded: false)
      }
      guard let schedule, schedule.makespanUnits < best?.makespan ?? .max else { continue }
      best = (
        schedule.makespanUnits, MovedPlan(plan: schedule.plan, level: index, levelCount: problem.levels.count)
      )
    }
    guard let best else { return nil }
    return Schedule(
      problem: problem, planner: planner, makespan: best.makespan, lowerBound: try bound(below: best.makespan),
      caveat: .oneLevelOrDivided, resolution: problem.exactResolution, plan: best.plan)
  }

  /// Returns the problem with one level alone.
  private func alone(on index: Int) -> Problem? {
    // Room for running steps is counted on the first level.
    if index > 0 && (problem.chain.forwardTemporary != nil || problem.chain.backwardTemporary != nil) { return nil }
    return problem.alone(on: index, length: problem.chain.length)
  }

  /// Returns a lower bound on every schedule.
  private func bound(below makespan: Int) throws(PlanningError) -> Int {
    var bound = every + fill
    if bound < Int128(makespan) {
      bound = max(bound, try CutStepsBound(problem: problem, rooms: rooms).best())
    }
    if let joined, bound < Int128(makespan) {
      var relaxed: Int128 = 0
      for chain in joined.relaxations {
        let solution = try PlanningError.orNil { () throws(PlanningError) in
          try UniformTapeSolution(chain, bytes: nil)
        }
        if let solution { relaxed = max(relaxed, Int128(solution.lowerBound)) }
      }
      bound = max(bound, every + relaxed)
    }
    return Int(clamping: min(bound, Int128(makespan)))
  }

  /// The least cost of the tapes that are there when the last backward step runs, and of running the other steps once more.
  private var fill: Int128 {
    let least = rooms.tiers.map(\.tapeAccess).min() ?? 0
    var places: [(cost: Int128, count: Int128)] = []
    for pool in rooms.pools.indices {
      let tiers = rooms.tiers.filter { $0.pool == pool }
      guard let size = tiers.map(\.tapeSize).min(), let access = tiers.map(\.tapeAccess).min() else { continue }
      let capacity = rooms.pools[pool].capacity
      places.append((access - least, size == 0 || capacity == .max ? length : Int128(capacity / size)))
    }
    var (rest, cost) = (length, Int128(0))
    let forward = Int128(problem.chain.forwardCost.common ?? 0)
    for place in places.sorted(by: { $0.cost < $1.cost }) where place.cost < forward {
      let taken = min(rest, place.count)
      cost += taken * place.cost
      rest -= taken
    }
    return cost + rest * forward
  }

  /// One level that has the room of all and costs what the cheapest does; nil where it holds everything, or where bytes and
  /// slots cannot be added up.
  private var joined: UniformTapeChain? {
    guard Set(rooms.pools.map(\.isDivisible)).count == 1, !rooms.pools.contains(where: { $0.capacity == .max }),
      let state = rooms.tiers.map(\.stateSize).min(), let tape = rooms.tiers.map(\.tapeSize).min(), tape > 0
    else { return nil }
    let room = rooms.pools.reduce(Int128(0)) { $0 + Int128($1.capacity) }
    if room > Int128(Int.max) || Int128(tape) * length <= room { return nil }
    let unit = max(1, state < tape ? greatestDivisor(state, tape) : tape)
    func least(_ cost: (Int) -> Int) -> Int { problem.levels.indices.map(cost).min() ?? 0 }
    return UniformTapeChain(
      length: problem.chain.length, forwardCost: problem.chain.forwardCost.common ?? 0,
      stateUnits: state / unit + (state % unit > 0 ? 1 : 0), tapeUnits: tape / unit,
      writeCost: least { problem.writeCost(level: $0, state: 0) },
      readCost: least { problem.readCost(level: $0, state: 0) },
      tapeReadCost: least { problem.readCost(level: $0, tape: 0) }, room: Int(room) / unit)
  }
}

/// A plan for one level, on another of several.
struct MovedPlan: SchedulePlan {
  let plan: any SchedulePlan
  let level: Int
  let levelCount: Int

  var countsBytes: Bool { plan.countsBytes }

  func operations(length: Int) -> OperationSource {
    let source = plan.operations(length: length)
    return { batch in
      let start = batch.count
      source(&batch)
      for index in start..<batch.count { batch[index] = batch[index].moved(toLevel: level) }
    }
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    var statistics = try plan.statistics(length: length, levelCount: 1)
    let use = statistics.levels[0]
    let none = Statistics.LevelUse(tapes: use.tapes.map { _ in 0 }, peakBytes: use.peakBytes.map { _ in 0 })
    statistics.levels = (0..<self.levelCount).map { $0 == level ? use : none }
    return statistics
  }
}
