/// Every step runs once and keeps its tape on the level where that costs least: no schedule costs less.
struct KeptTapesPlan: SchedulePlan {
  private enum Places {
    /// All tapes are on level 0, whose bytes are equal for all.
    case one(UniformTapeBytes?)
    /// The level of each step's tape.
    case each([Int])
  }

  let problem: Problem
  private let places: Places

  var countsBytes: Bool { true }

  /// For equal states and tapes on one level, nothing of which grows with the length; nil for others, or if the tapes do
  /// not fit.
  init?(equal problem: Problem) {
    let chain = problem.chain
    guard problem.levels.count == 1, chain.length > 0, chain.tapes != nil else { return nil }
    let (level, bytes) = (problem.levels[0], UniformTapeBytes(problem))
    if chain.stateSize != nil && bytes == nil { return nil }
    if let slots = level.slots, slots < chain.length { return nil }
    if let capacity = level.capacity {
      guard let bytes, bytes.needed(tapes: chain.length) <= Int128(capacity) else { return nil }
    } else if chain.forwardTemporary != nil || chain.backwardTemporary != nil {
      return nil
    }
    self.problem = problem
    places = .one(bytes)
  }

  /// Nil if the tapes do not fit.
  init?(_ demand: RoomDemand, problem: Problem) {
    self.problem = problem
    var free = demand.pools.map(\.capacity)
    var levels: [Int] = []
    for tape in 0..<demand.parts {
      let least = demand.leastAccess(of: tape)
      let tier = demand.tiers.first { tier in
        tier.tapeAccess[tape] == least && tier.tapeSizes[tape] <= free[tier.pool]
      }
      guard let tier else { return nil }
      if free[tier.pool] < .max { free[tier.pool] -= tier.tapeSizes[tape] }
      if !demand.forwardTemporary.isEmpty
        && free[0] < max(demand.forwardTemporary[tape], demand.backwardTemporary[tape])
      {
        return nil
      }
      levels.append(tier.level)
    }
    places = .each(levels)
  }

  func schedule(_ planner: Planner) throws(PlanningError) -> Schedule {
    func access(_ level: Int, _ tape: Int) -> Int128 {
      Int128(problem.writeCost(level: level, tape: tape)) + Int128(problem.readCost(level: level, tape: tape))
    }
    let total: Int128
    switch places {
    case .one: total = Int128(problem.chain.length) * access(0, 0)
    case .each(let levels): total = levels.indices.reduce(0) { $0 + access(levels[$1], $1) }
    }
    return Schedule(
      problem: problem, planner: planner, makespan: try TapePlanning.everySchedule(problem, tapeAccess: total),
      resolution: problem.exactResolution, plan: self)
  }

  /// - Complexity: O(1) for equal tapes on one level; otherwise O(l), by replay.
  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    guard case .one(let bytes) = places else {
      return try Statistics(replaying: operations(length: length), on: problem)
    }
    let peak = try bytes.map { bytes throws(PlanningError) in try bytes.peak(states: 0, tapes: length) }
    return Statistics(
      operations: 2 * length, forwardSteps: length, backwardSteps: length, maxStepRuns: 1,
      levels: [Statistics.LevelUse(tapes: length, peakSlots: length, peakBytes: peak)])
  }

  func operations(length: Int) -> OperationSource {
    var (taped, due) = (0, length - 1)
    return { batch in
      while taped < length && batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        batch.append(.tape(level: level(ofTape: taped), step: taped))
        taped += 1
      }
      while taped == length && due >= 0 && batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        batch.append(.backward(step: due))
        due -= 1
      }
    }
  }

  private func level(ofTape tape: Int) -> Int {
    if case .each(let levels) = places { return levels[tape] }
    return 0
  }
}

extension Problem {
  /// The resolution of a plan that rounds no size; nil if no level is planned by the byte.
  var exactResolution: [Int?]? {
    levels.contains(where: \.countsBytes) ? levels.map { $0.countsBytes ? 1 : nil } : nil
  }
}
