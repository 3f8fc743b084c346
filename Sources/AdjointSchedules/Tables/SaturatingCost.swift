/// Arithmetic on the entries of tables, where one value stands for "impossible, or more than the entry's type holds".
///
/// A table may meet sums that do not fit although the optimum does: a bad choice costs more than the best one. Such an
/// entry becomes `unreachable`, which no minimum prefers; only when the answer itself is `unreachable` is it an error.
/// Entries are unsigned so that the sum of two never overflows: each is at most half of what the type holds.
enum SaturatingCost<Entry: TableEntry> {
  /// Greater than every makespan that is represented.
  static var unreachable: Entry { Entry.max / 2 }

  /// Returns what is stored for a cost.
  static func entry(_ cost: Int) -> Entry { min(Entry(clamping: cost), unreachable) }

  /// Returns a + b, at most `unreachable`.
  static func sum(_ a: Entry, _ b: Entry) -> Entry {
    min(a + b, unreachable)
  }

  /// Returns a * b, at most `unreachable`.
  static func product(_ a: Entry, _ b: Entry) -> Entry {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? unreachable : min(product, unreachable)
  }

  /// True when one run over all steps fits, without which no makespan does.
  static func mayHold(_ forwardCosts: [Int]) -> Bool {
    forwardCosts.reduce(0) { sum($0, entry($1)) } < unreachable
  }

  /// Returns the makespan that an entry stands for.
  static func makespan(_ entry: Entry) throws(PlanningError) -> Int {
    if entry >= unreachable { throw .overflow(quantity: .makespan) }
    return Int(entry)
  }
}

/// The integers that tables are made of.
protocol TableEntry: FixedWidthInteger, UnsignedInteger, Sendable {}
extension UInt32: TableEntry {}
extension UInt: TableEntry {}
