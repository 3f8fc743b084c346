import AdjointSchedules
import ScheduleFormats
import SeededRandom

extension Check<ChainTrial> {
  /// Planners' schedules with one operation changed: `verify` rejects what the written-out rules reject, at the same
  /// operation, and accepts the rest with the same makespan.
  static var mutations: Check {
    Check(name: "mutated schedules") { trial in
      var random = trial.generator(0x6D75_7461)
      let schedules = trial.schedules
      guard !schedules.isEmpty, trial.problem.chain.length <= 60 else { return 0 }
      let schedule = random.pick(schedules).schedule
      guard let statistics = try? schedule.statistics(), statistics.operations <= 150 else { return 0 }
      return try Mutants.check(Array(schedule), of: trial.problem, count: 3, using: &random)
    }
  }

  /// Random valid schedules, and their variants with one operation changed.
  static var randomSchedules: Check {
    Check(name: "random schedules, mutated") { trial in
      var random = trial.generator(0x7261_6E64)
      guard let operations = RandomSchedule.operations(of: trial.problem, using: &random) else { return 0 }
      return try Mutants.check(operations, of: trial.problem, count: 3, using: &random)
    }
  }
}

/// Compares `verify` and the replay machine with the written-out rules.
enum Mutants {
  /// Compares a schedule and `count` mutants of it; returns how many were compared.
  static func check(
    _ operations: [Operation], of problem: Problem, count: Int, using random: inout SeededGenerator
  ) throws -> Int {
    try compare(operations, problem, "unchanged")
    for _ in 0..<count {
      let mutation = random.pick(Mutation.allCases)
      let mutant = mutation.applied(to: operations, on: problem, using: &random)
      try compare(mutant, problem, mutation.rawValue)
    }
    return 1 + count
  }

  /// Requires that all three agree on a schedule.
  static func compare(_ operations: [Operation], _ problem: Problem, _ name: String) throws {
    let expected = RuleByRule.verdict(of: operations, on: problem)
    try agree(replayed(operations, problem), expected, operations, "\(name): the replay")
    // A file of no operation is no schedule.
    if operations.isEmpty { return }
    let file = ScheduleLines.file(operations, of: problem)
    try agree(verified(file), expected, operations, "\(name): verify")
  }

  /// The verdicts of `ReplayMachine` and `Verification`, in the terms of the written-out rules.
  private enum Answer {
    case verdict(RuleByRule.Verdict)
    case overflow
    /// The file is rejected before its operations are read.
    case malformed(String)
  }

  private static func replayed(_ operations: [Operation], _ problem: Problem) -> Answer {
    var machine = ReplayMachine(problem: problem)
    do throws(RuleViolation) {
      for operation in operations { try machine.execute(operation) }
      try machine.finish()
    } catch {
      return answer(error.rule, isAtEnd: error.operation == nil, number: error.number)
    }
    return .verdict(.accepted(makespan: Int128(machine.makespan)))
  }

  private static func verified(_ file: [UInt8]) throws -> Answer {
    do {
      let report = try Verification.verify(file)
      if let violation = report.violation {
        return answer(violation.rule, isAtEnd: violation.operation == nil, number: violation.number)
      }
      // Decimals may need fewer digits than the problem has.
      return .verdict(.accepted(makespan: Int128(report.makespan)))
    } catch is ReplayLimit {
      return .overflow
    } catch let error as FormatError {
      return .malformed("\(error)")
    }
  }

  private static func answer(_ rule: Rule, isAtEnd: Bool, number: Int) -> Answer {
    if case .overflow = rule { return .overflow }
    return .verdict(isAtEnd ? .unfinished : .rejected(operation: number))
  }

  private static func agree(
    _ answer: @autoclosure () throws -> Answer, _ expected: RuleByRule.Verdict, _ operations: [Operation],
    _ name: String
  ) throws {
    switch try answer() {
    case .overflow:
      // Schedules that cost more than 64 bits cannot be judged; cheaper ones must be.
      if case .accepted(let makespan) = expected, makespan <= Int128(Int.max) {
        throw Broken("\(name): overflow, the rules have a makespan of \(makespan): \(operations)")
      }
    case .malformed(let reason):
      try require(operations.contains(where: \.isMalformed), "\(name): \(reason): \(operations)")
      if case .accepted = expected { throw Broken("\(name): \(reason), the rules accept \(operations)") }
    case .verdict(let verdict):
      var isSame = verdict == expected
      if case .accepted(let makespan) = verdict, case .accepted(let other) = expected {
        isSame = isSame || Self.isPowerOfTenApart(makespan, other)
      }
      try require(isSame, "\(name): \(verdict), the rules say \(expected): \(operations)")
    }
  }

  /// Files have decimal costs, so common trailing zeros are not part of the units.
  private static func isPowerOfTenApart(_ units: Int128, _ finer: Int128) -> Bool {
    var units = units
    for _ in 0..<9 {
      units *= 10
      if units == finer { return true }
    }
    return false
  }
}

extension Operation {
  /// True if no file can express the operation: numbers are not negative, and no tape has output 0.
  fileprivate var isMalformed: Bool {
    if case .forward(let from, let to) = self { return from < 0 || to < 0 }
    if case .readTape(_, let step) = self, step == 0 { return true }
    return step < 0 || level ?? 0 < 0
  }
}
