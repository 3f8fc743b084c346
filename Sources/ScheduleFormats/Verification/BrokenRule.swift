import AdjointSchedules

/// A rule broken by an operation of a schedule file, or by its early end, in the terms of the file.
public struct BrokenRule: Hashable, Sendable {
  /// The operation's number, counted from 1; the number of operations if the schedule ends too early.
  public let number: Int
  /// The operation in the text format; nil if the schedule ends too early.
  public let operation: String?
  /// The rule, with the facts.
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

/// A schedule that cannot be replayed because a total does not fit 64 bits; it may still be valid.
public struct ReplayLimit: Error, Hashable, Sendable, CustomStringConvertible {
  /// The number of the operation at which the total overflows, counted from 1.
  public let number: Int
  /// The operation in the text format.
  public let operation: String
  /// The total.
  public let quantity: Quantity

  /// The operation and the total that does not fit, on one line.
  public var description: String {
    "operation \(number) (\(operation)): the \(quantity) no longer fits 64 bits; use larger units or fewer decimals for the costs"
  }
}
