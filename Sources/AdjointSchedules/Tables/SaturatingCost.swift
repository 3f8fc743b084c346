/// Arithmetic on the entries of tables, where one value stands for "impossible, or more than 64 bits hold".
///
/// A table may meet sums that do not fit although the optimum does: a bad choice costs more than the best one. Such an
/// entry becomes `unreachable`, which no minimum prefers; only when the answer itself is `unreachable` is it an error.
/// Entries are unsigned so that the sum of two never overflows: each is at most 2^63 - 1.
enum SaturatingCost {
  /// Greater than every makespan.
  static let unreachable = UInt(Int.max)

  /// Returns a + b, at most `unreachable`.
  static func sum(_ a: UInt, _ b: UInt) -> UInt {
    min(a + b, unreachable)
  }

  /// Returns a * b, at most `unreachable`.
  static func product(_ a: UInt, _ b: UInt) -> UInt {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? unreachable : min(product, unreachable)
  }

  /// Returns the makespan that an entry stands for.
  static func makespan(_ entry: UInt) throws(PlanningError) -> Int {
    if entry >= unreachable { throw .overflow(quantity: "makespan") }
    return Int(entry)
  }
}
