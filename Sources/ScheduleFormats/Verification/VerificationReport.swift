import AdjointSchedules

/// What came of replaying a schedule file.
public struct VerificationReport: Hashable, Sendable {
  /// The problem that the file states: names, slots, costs and their digits.
  public let problem: Problem
  /// The planner that the file names, if it does.
  public let planner: String?
  /// The first rule that an operation, or the early end, breaks.
  public let violation: BrokenRule?
  /// What the file states and the replay contradicts; empty when a rule is broken.
  public let mismatches: [Mismatch]
  /// The cost of the operations up to the violation or the end, in the problem's units.
  public let makespan: Int
  /// The counts and peaks up to the violation or the end.
  public let statistics: Statistics
  /// The number of states left stored.
  public let storedStates: Int
  /// The costs of the problem that had to be rounded.
  public let roundedCosts: RoundedCosts

  /// True when no rule is broken and everything stated is so.
  public var isValid: Bool { violation == nil && mismatches.isEmpty }

  /// What is wrong, a sentence each: the rule that is broken and where, or every statement that is not true.
  public var faults: [String] { violation.map { [$0.sentence] } ?? mismatches.map(\.description) }

  /// Returns the report as the bytes of a file.
  public func bytes(format: ReportFormat) -> [UInt8] {
    switch format {
    case .text: return textBytes
    case .json: return jsonBytes
    }
  }
}
