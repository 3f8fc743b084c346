import AdjointSchedules

extension Check<ChainTrial> {
  /// Every schedule, operation by operation, by the replay machine and the written-out rules.
  static var replay: Check {
    Check(name: "replay") { trial in
      var count = 0
      for (planner, schedule) in trial.schedules {
        do {
          try Conduct.check(schedule)
        } catch {
          throw Broken("\(planner.rawValue): \(error)")
        }
        count += 1
      }
      return count
    }
  }
}

/// What must hold for every schedule of every planner.
enum Conduct {
  /// Longer schedules are judged only by their statistics.
  static let maximumOperations = 4_000
  /// Longer schedules or chains are not checked by the written-out rules, whose work grows with the length.
  static let maximumPlainOperations = 1_000

  static func check(_ schedule: Schedule) throws {
    let problem = schedule.problem
    guard let statistics = try statistics(of: schedule) else { return }
    let total = cost(of: statistics, on: problem)
    try require(
      total == nil || total == Int128(schedule.makespanUnits),
      "makespan \(schedule.makespanUnits), the counts give \(total ?? 0)"
    )
    try require(
      schedule.lowerBoundUnits ?? 0 <= schedule.makespanUnits,
      "lower bound \(schedule.lowerBoundUnits ?? 0) above the makespan \(schedule.makespanUnits)")
    try require(
      !schedule.isOptimal || schedule.lowerBoundUnits == schedule.makespanUnits,
      "optimal, but the bound is not the makespan")
    if statistics.operations > maximumOperations { return }

    let operations = Array(schedule.prefix(maximumOperations + 1))
    try require(
      operations.count == statistics.operations,
      "\(operations.count) operations, announced \(statistics.operations)")
    var machine = ReplayMachine(problem: problem)
    for operation in operations {
      do throws(RuleViolation) {
        try machine.execute(operation)
      } catch {
        throw Broken("operation \(error.number), \(operation), breaks a rule: \(error.rule)")
      }
    }
    do throws(RuleViolation) { try machine.finish() } catch { throw Broken("unfinished: \(error.rule)") }
    try require(
      machine.makespan == schedule.makespanUnits, "makespan \(schedule.makespanUnits), replayed \(machine.makespan)")
    try require(machine.statistics == statistics, "statistics \(statistics), replayed \(machine.statistics)")
    try require(machine.storedStates.allSatisfy { $0 == 0 }, "states left stored: \(machine.storedStates)")
    if problem.junction == nil && operations.count <= maximumPlainOperations && problem.chain.length <= 200 {
      try checkPlainly(operations, problem, schedule.makespanUnits, statistics)
    }
  }

  private static func checkPlainly(
    _ operations: [Operation], _ problem: Problem, _ makespan: Int, _ statistics: Statistics
  ) throws {
    var rules = RuleByRule(problem)
    for (index, operation) in operations.enumerated() {
      try require(rules.run(operation), "operation \(index + 1), \(operation), breaks a rule written out")
    }
    try require(rules.next < 0 && rules.isClean, "rule by rule: something is left to do, or stored")
    try require(rules.makespan == Int128(makespan), "makespan \(makespan), rule by rule \(rules.makespan)")
    try require(rules.counts == statistics, "statistics \(statistics), rule by rule \(rules.counts)")
  }

  /// Returns the announced counts, or nil if one of them is reported not to fit 64 bits.
  private static func statistics(of schedule: Schedule) throws -> Statistics? {
    do throws(PlanningError) {
      return try schedule.statistics()
    } catch .overflow {
      return nil
    }
  }

  /// Returns the cost of the counts if they determine it; with unequal forward steps or tapes they do not.
  private static func cost(of statistics: Statistics, on problem: Problem) -> Int128? {
    // Counts do not say how many bytes are moved.
    if problem.countsBytes && problem.levels.contains(where: { $0.writeBandwidth != nil || $0.readBandwidth != nil }) {
      return nil
    }
    guard problem.chain.tapes == nil, let forward = problem.chain.forwardCost.common else { return nil }
    var sum = Int128(statistics.forwardSteps) * Int128(forward)
    switch problem.chain.backwardCost {
    case .uniform(let cost): sum += Int128(cost) * Int128(statistics.backwardSteps)
    case .each(let costs): sum += costs.reduce(Int128(0)) { $0 + Int128($1) }
    }
    for (level, use) in zip(problem.levels, statistics.levels) {
      sum += Int128(level.writeCost) * Int128(use.writes) + Int128(level.readCost) * Int128(use.reads)
    }
    return sum
  }
}
