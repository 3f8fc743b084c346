package import AdjointSchedules

/// What must hold for every schedule of every planner, in the tests and in the stress run.
package enum ScheduleLaws {
  /// The law that a schedule breaks.
  package struct Broken: Error, CustomStringConvertible {
    package let description: String
  }

  /// Requires that the announced makespan is the cost of the announced counts, and that the bound is no lie.
  package static func checkNumbers(of schedule: Schedule, _ statistics: Statistics) throws(Broken) {
    let makespan = schedule.makespanUnits
    let total = cost(of: statistics, on: schedule.problem)
    try require(total == nil || total == Int128(makespan), "makespan \(makespan), the counts give \(total ?? 0)")
    let bound = schedule.lowerBoundUnits ?? 0
    try require(bound <= makespan, "lower bound \(bound) above the makespan \(makespan)")
    try require(!schedule.isOptimal || bound == makespan, "optimal, but the bound is not the makespan")
  }

  /// Requires that the operations break no rule, that they have the announced makespan and counts, and that they leave
  /// nothing stored.
  package static func checkOperations(of schedule: Schedule, _ statistics: Statistics) throws(Broken) {
    var machine = ReplayMachine(problem: schedule.problem)
    var left = statistics.operations
    for operation in schedule {
      do throws(RuleViolation) {
        try machine.execute(operation)
      } catch {
        throw Broken(description: "operation \(error.number), \(operation), breaks a rule: \(error.rule)")
      }
      // A schedule without an end breaks this law.
      left -= 1
      try require(left >= 0, "more than the announced \(statistics.operations) operations")
    }
    do throws(RuleViolation) {
      try machine.finish()
    } catch {
      throw Broken(description: "unfinished: \(error.rule)")
    }
    let makespan = schedule.makespanUnits
    try require(machine.makespan == makespan, "makespan \(makespan), replayed \(machine.makespan)")
    try require(machine.statistics == statistics, "statistics \(statistics), replayed \(machine.statistics)")
    try require(machine.storedStates.allSatisfy { $0 == 0 }, "states left stored: \(machine.storedStates)")
  }

  private static func require(_ condition: Bool, _ sentence: @autoclosure () -> String) throws(Broken) {
    if !condition { throw Broken(description: sentence()) }
  }

  /// Returns the cost of the counts if they determine it: not with unequal forward steps or tapes, nor where transfers are
  /// paid by the byte or wait for each other.
  private static func cost(of statistics: Statistics, on problem: Problem) -> Int128? {
    let paysByByte = problem.levels.contains { $0.writeBandwidth != nil || $0.readBandwidth != nil }
    if problem.isOverlapped || problem.countsBytes && paysByByte { return nil }
    guard problem.chain.tapes == nil, let forward = problem.chain.forwardCost.common else { return nil }
    var sum = Int128(statistics.forwardSteps) * Int128(forward)
    switch problem.chain.backwardCost {
    case .uniform(let cost): sum += Int128(cost) * Int128(statistics.backwardSteps)
    case .each(let costs): sum += costs.prefix(statistics.backwardSteps).reduce(Int128(0)) { $0 + Int128($1) }
    }
    for (level, use) in zip(problem.levels, statistics.levels) {
      sum += Int128(level.writeCost) * Int128(use.writes) + Int128(level.readCost) * Int128(use.reads)
    }
    return sum
  }
}
