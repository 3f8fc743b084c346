import AdjointSchedules

/// A rule that an operation of a schedule file, or the file's early end, broke, as the file speaks of it.
public struct BrokenRule: Hashable, Sendable {
  /// The operation's number, counted from 1; how many there were when the schedule ends too early.
  public let number: Int
  /// The operation as the text format writes it; nil when the schedule ends too early.
  public let operation: String?
  public let rule: Rule

  /// `operation 5 (read 0 3): level 0 does not hold that state`.
  public var sentence: String {
    guard let operation else { return "after operation \(number): \(rule)" }
    return "operation \(number) (\(operation)): \(rule)"
  }
}

extension BrokenRule {
  init(_ violation: RuleViolation, on problem: Problem) {
    self.init(
      number: violation.number, operation: violation.operation.map { problem.text(of: $0) }, rule: violation.rule)
  }
}

/// A schedule that cannot be replayed because a total does not fit 64 bits, which says nothing against the schedule.
public struct ReplayLimit: Error, Hashable, Sendable, CustomStringConvertible {
  /// The number of the operation at which the total no longer fits, counted from 1.
  public let number: Int
  /// The operation as the text format writes it.
  public let operation: String
  /// The total.
  public let quantity: Quantity

  public var description: String {
    "operation \(number) (\(operation)): the \(quantity) no longer fits 64 bits; state the costs in larger units or with fewer decimals"
  }
}
