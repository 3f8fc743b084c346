import AdjointSchedules

/// What came of replaying the schedule file of a join.
public struct JoinVerificationReport: Hashable, Sendable {
  /// The problem that the file states.
  public let problem: JoinProblem
  /// The planner that the file names, if it does.
  public let planner: String?
  /// The first rule that an operation, or the early end, breaks.
  public let violation: JoinRuleViolation?
  /// What the file states and the replay contradicts; empty when a rule is broken.
  public let mismatches: [Mismatch]
  /// The cost of the operations up to the violation or the end, in the problem's units.
  public let makespan: Int
  /// The counts and peaks up to the violation or the end.
  public let statistics: Statistics
  /// The number of states left in memory.
  public let storedStates: Int
  /// The costs of the problem that had to be rounded.
  public let roundedCosts: RoundedCosts

  /// True when no rule is broken and everything stated is so.
  public var isValid: Bool { violation == nil && mismatches.isEmpty }

  /// Returns the report as the bytes of a file, in the form of those on chains.
  public func bytes(format: ReportFormat) -> [UInt8] { written(as: format) }
}

extension JoinVerificationReport: ReplayReport {
  var brokenRule: BrokenRule? {
    violation.map { BrokenRule(number: $0.number, operation: $0.operation?.text, rule: $0.rule.description) }
  }
  var levels: [Level] { [problem.level] }
  var fractionDigits: Int { problem.fractionDigits }
}
