import AdjointSchedules
import ScheduleLaws

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

/// The laws of every schedule, and the rules written out for a short one.
enum Conduct {
  /// Longer schedules are judged only by their numbers.
  static let maximumOperations = 4_000
  /// Longer schedules or chains are not checked by the written-out rules, whose work grows with the length.
  static let maximumPlainOperations = 1_000

  static func check(_ schedule: Schedule) throws {
    guard let statistics = try statistics(of: schedule) else { return }
    try ScheduleLaws.checkNumbers(of: schedule, statistics)
    if statistics.operations > maximumOperations { return }
    try ScheduleLaws.checkOperations(of: schedule, statistics)
    let problem = schedule.problem
    if problem.junction == nil && statistics.operations <= maximumPlainOperations && problem.chain.length <= 200 {
      try checkPlainly(Array(schedule), problem, schedule.makespanUnits, statistics)
    }
  }

  private static func checkPlainly(
    _ operations: [Operation], _ problem: Problem, _ makespan: Int, _ statistics: Statistics
  ) throws(Broken) {
    var rules = RuleByRule(problem)
    for (index, operation) in operations.enumerated() {
      try require(rules.run(operation), "operation \(index + 1), \(operation), breaks a rule written out")
    }
    try require(rules.next < 0 && rules.isClean, "rule by rule: something is left to do, or stored")
    try require(rules.makespan == Int128(makespan), "makespan \(makespan), rule by rule \(rules.makespan)")
    try require(rules.statistics == statistics, "statistics \(statistics), rule by rule \(rules.statistics)")
  }

  /// Returns the announced counts, or nil if one of them is reported not to fit 64 bits.
  private static func statistics(of schedule: Schedule) throws(PlanningError) -> Statistics? {
    do throws(PlanningError) {
      return try schedule.statistics()
    } catch .overflow {
      return nil
    }
  }
}
