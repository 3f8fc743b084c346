import AdjointSchedules

/// A schedule that cannot be replayed because a total does not fit 64 bits, which says nothing against the schedule.
public struct ReplayLimit: Error, Hashable, Sendable, CustomStringConvertible {
  /// The number of the operation at which the total no longer fits, counted from 1.
  public let number: Int
  /// The operation as the text format writes it.
  public let operation: String
  /// The total, such as `makespan`.
  public let quantity: String

  public var description: String {
    "operation \(number) (\(operation)): the \(quantity) no longer fits 64 bits; state the costs in larger units or with fewer decimals"
  }
}
