/// Every step runs once and keeps its tape on the level where that costs least: no schedule costs less.
struct KeptTapesPlan: SchedulePlan {
  let problem: Problem
  /// The level of each step's tape.
  private let levels: [Int]

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
    self.levels = levels
  }

  func schedule(_ planner: Planner) throws(PlanningError) -> Schedule {
    let access = levels.indices.reduce(Int128(0)) { sum, tape in
      sum + Int128(problem.writeCost(level: levels[tape], tape: tape))
        + Int128(problem.readCost(level: levels[tape], tape: tape))
    }
    return Schedule(
      problem: problem, planner: planner, makespan: try TapePlanning.everySchedule(problem, tapeAccess: access),
      resolution: problem.exactResolution, plan: self)
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    try Statistics(replaying: operations(length: length), on: problem)
  }

  func operations(length: Int) -> OperationSource {
    var (taped, due) = (0, length - 1)
    return { batch in
      while taped < length && batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        batch.append(.tape(level: levels[taped], step: taped))
        taped += 1
      }
      while taped == length && due >= 0 && batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        batch.append(.backward(step: due))
        due -= 1
      }
    }
  }
}

extension Problem {
  /// The resolution of a plan that rounds no size; nil if no level is planned by the byte.
  var exactResolution: [Int?]? {
    levels.contains(where: \.countsBytes) ? levels.map { $0.countsBytes ? 1 : nil } : nil
  }
}
