extension LimitedRuns {
  /// Longer chains do not fit the tables.
  private static let longestBounded = 10_000_000

  /// Returns a lower bound on the schedules that run no step more often than the limit: the optimum of one level that holds as
  /// many states as all levels and costs what the cheapest does, where the tables of runs are exact. Nil where there is no such
  /// table.
  func boundOfOneLevel() throws(PlanningError) -> Int? {
    let chain = problem.chain
    if chain.tapes != nil || chain.length == 0 || chain.length > Self.longestBounded { return nil }
    let levels = problem.levels.indices.filter { problem.levels[$0].slots != 0 }
    func least(_ cost: (Int, Int) -> Int) -> Int {
      let states = chain.stateSize?.common == nil && problem.levels.contains(where: \.paysByByte) ? chain.length : 1
      return levels.map { level in (0..<states).map { cost(level, $0) }.min() ?? 0 }.min() ?? 0
    }
    let level = Level(
      name: "", slots: states, writeCost: least { problem.writeCost(level: $0, state: $1) },
      readCost: least { problem.readCost(level: $0, state: $1) })
    return try PlanningError.orNil { () throws(PlanningError) -> Int? in
      let cost: UInt
      if chain.forwardCost.common != nil {
        let free = Chain(length: chain.length, forwardCost: chain.forwardCost, backwardCost: .uniform(0))
        guard let single = try? Problem(chain: free, levels: [level]) else { return nil }
        let uniform = try UniformChain(single, planner: planner)
        cost = try LimitedRunTable(uniform, maxRuns: limit, levels: [(index: 0, level: level)]).optimum
      } else {
        let costs = (0..<chain.length).map { chain.forwardCost[$0] }
        cost = try LimitedIntervalTable(costs, maxRuns: limit, levels: [(index: 0, level: level)]).optimum
      }
      if cost >= SaturatingCost<UInt>.unreachable { return nil }
      return try (Int128(cost) + problem.backwardTotal).asMakespan()
    }
  }

  /// The most states that the levels hold together, at most one for each step; nil if that is no limit.
  private var states: Int? {
    let length = problem.chain.length
    var sum = 0
    for owner in problem.levels.indices where problem.pool(of: owner) == owner {
      let level = problem.levels[owner]
      guard level.slots != nil || level.capacity != nil else { return nil }
      var count = min(level.slots ?? length, length)
      if let capacity = level.capacity, level.slots == nil {
        let sharers = problem.sharers(of: owner)
        let sizes = (0..<length).map { state in sharers.map { problem.storedSize(level: $0, state: state) }.min() ?? 0 }
        count = StateCounts(capacity: capacity, sizes: sizes, holdsFirst: false).maximum
      }
      sum = min(sum + count, length)
    }
    return sum >= length ? nil : sum
  }
}
