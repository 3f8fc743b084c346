/// Plans the division of a chain with tapes into segments whose first states are stored.
struct DividedTapes {
  private enum Rooms {
    case equal(EqualTapeRooms)
    case listed(ListedTapeRooms)
  }

  private let problem: Problem
  private let planner: Planner
  private let rooms: Rooms
  private let pools: [RoomDemand.Pool]

  typealias Found = (makespan: Int, plan: DividedTapesPlan)

  /// - Throws: ``PlanningError/unsuited(planner:_:)`` if the chain has no tapes, or there is no level.
  init(_ problem: Problem, planner: Planner) throws(PlanningError) {
    _ = try TapePlanning.tapes(of: problem, planner)
    (self.problem, self.planner) = (problem, planner)
    if let equal = EqualTapeRooms(problem) {
      (rooms, pools) = (.equal(equal), equal.pools)
    } else {
      try PlanningMemory.reserve(2 * RoomDemand.bytes(problem))
      let demand = RoomDemand(problem)
      (rooms, pools) = (.listed(ListedTapeRooms(demand: demand)), demand.pools)
    }
  }

  /// The most steps or segments placed in the search for the best division: a second of work.
  private static let mostPlaced = 100_000_000
  /// The most divisions of equal steps.
  private static let mostDivisions = 1 << 16

  /// The divisions to try.
  private var candidates: [TapeDivision] {
    let length = problem.chain.length
    switch rooms {
    case .equal(let rooms):
      let evenly = TapeDivision.candidates(length: length, limit: PlanningEffort.share(of: Self.mostDivisions))
      // The least room in all is with as many bytes of states as of tapes.
      let balances = rooms.tiers.flatMap { tier in
        TapeDivision.around(length: length, ratio: Double(tier.tapeSize) / Double(max(1, tier.stateSize)))
      }
      return Set(evenly + balances).sorted { $0.segments < $1.segments }
    case .listed:
      let work = PlanningEffort.share(of: Self.mostPlaced) / max(1, pools.count)
      return TapeDivision.candidates(length: length, limit: max(64, work / max(1, length)))
    }
  }

  private func places(_ division: TapeDivision, _ capacities: [Int]) -> TapePlaces? {
    switch rooms {
    case .equal(let rooms): rooms.places(division, capacities: capacities)
    case .listed(let rooms): rooms.places(division, capacities: capacities)
    }
  }

  /// Returns the schedule of the best of the given divisions, or of the candidates.
  ///
  /// Ties: the fewest segments.
  ///
  /// - Throws: ``PlanningError/tooLittleToDivide(planner:level:available:needed:inBytes:)`` if none fits.
  /// - Complexity: O(levels^2) a division for equal sizes, O(l K) for K levels otherwise.
  func best(of given: [TapeDivision]? = nil) throws(PlanningError) -> Found {
    let divisions = given ?? candidates
    let capacities = pools.map(\.capacity)
    let every = problem.forwardTotal + problem.backwardTotal
    // By step, the cost of the steps before it.
    var sums: [Int128]?
    if problem.chain.forwardCost.isList {
      var sum: Int128 = 0
      sums =
        [0]
        + (0..<problem.chain.length).map { step in
          sum += Int128(problem.chain.forwardCost[step])
          return sum
        }
    }
    var best: (cost: Int128, division: TapeDivision, places: TapePlaces)?
    for division in divisions {
      let again =
        if let sums { sums[division.lastStart] } else {
          Int128(division.lastStart) * Int128(problem.chain.forwardCost.common ?? 0)
        }
      if again >= best?.cost ?? .max { continue }
      guard let places = places(division, capacities) else { continue }
      let cost = again + places.cost
      if cost < best?.cost ?? .max { best = (cost, division, places) }
      try PlanningError.checkCancellation()
    }
    guard let best else { throw refusal(divisions) }
    let equal: EqualTapeRooms? = if case .equal(let rooms) = rooms { rooms } else { nil }
    return (
      try (every + best.cost).asMakespan(),
      DividedTapesPlan(problem: problem, division: best.division, places: best.places, rooms: equal)
    )
  }

  /// Returns the schedule of the best division, compared with a bound on the optimum.
  func schedule(of given: [TapeDivision]? = nil, options: PlannerOptions) throws(PlanningError) -> Schedule {
    let found = try best(of: given)
    let bound: Int?
    if let known = options.lowerBound {
      bound = known
    } else {
      bound = try PlanningError.orNil { () throws(PlanningError) in
        try TapePlanning.best(for: problem, planner: .rotor).lowerBoundUnits
      }
    }
    return Schedule(
      problem: problem, planner: planner, makespan: found.makespan, lowerBound: bound,
      caveat: .heuristicOfTapes(planner), resolution: problem.exactResolution, plan: found.plan)
  }

  /// Returns the error for the level that needs the least more room.
  ///
  /// - Complexity: every division is tried once per level, and each that needs less than those before it is tried once per
  ///   bit of the capacity.
  private func refusal(_ divisions: [TapeDivision]) -> PlanningError {
    var least: (lack: Int, error: PlanningError)?
    for index in problem.levels.indices where problem.pool(of: index) == index {
      // Pools are numbered in the order of their first level.
      var owners: [Int] = []
      for level in problem.levels.indices where !owners.contains(problem.pool(of: level)) {
        owners.append(problem.pool(of: level))
      }
      guard let number = owners.firstIndex(of: index), number < pools.count else { continue }
      let pool = pools[number]
      if pool.capacity == .max { continue }
      var capacities = pools.map(\.capacity)
      var needed = Int.max
      for division in divisions {
        func fits(_ capacity: Int) -> Bool {
          capacities[number] = capacity
          return places(division, capacities) != nil
        }
        guard fits(needed - 1) else { continue }
        var (low, high) = (pool.capacity, needed - 1)
        while low + 1 < high {
          let middle = low + (high - low) / 2
          if fits(middle) { high = middle } else { low = middle }
        }
        needed = high
      }
      if needed == .max || needed - pool.capacity >= least?.lack ?? .max { continue }
      let level = problem.levels[index]
      // Slots counted from a capacity are reported as bytes, as stated.
      let unit = level.capacity != nil && !pool.isDivisible ? max(1, problem.chain.tapes?.size?.common ?? 1) : 1
      least = (
        needed - pool.capacity,
        .tooLittleToDivide(
          planner: planner, level: level.name, available: level.capacity ?? pool.capacity,
          needed: Int(clamping: Int128(needed) * Int128(unit)), inBytes: level.capacity != nil)
      )
    }
    return least?.error ?? .overflow(quantity: .storedBytes)
  }
}
