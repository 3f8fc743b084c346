/// Arithmetic on table entries, in which one value means "impossible, or too large for the entry's type".
///
/// Sums in a table may not fit although the optimum does, since bad choices cost more. Such an entry becomes
/// `unreachable`, which no minimum selects; only an `unreachable` answer is an error. Entries are at most half of what
/// their unsigned type holds, so the sum of two never overflows.
enum SaturatingCost<Entry: TableEntry> {
  /// Larger than every representable makespan.
  static var unreachable: Entry { Entry.max / 2 }

  /// Returns the entry for a cost.
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

  /// True if one run over all steps fits; otherwise no makespan does.
  static func mayHold(_ forwardCosts: [Int]) -> Bool {
    forwardCosts.reduce(0) { sum($0, entry($1)) } < unreachable
  }

  /// Returns the makespan of an entry.
  static func makespan(_ entry: Entry) throws(PlanningError) -> Int {
    if entry >= unreachable { throw .overflow(quantity: .makespan) }
    return Int(entry)
  }
}

/// Returns the address of a table's entries.
@inline(__always)
func address<Pointer>(_ entries: Pointer?) -> Pointer {
  guard let entries else { preconditionFailure("a table that is filled has entries") }
  return entries
}

/// The integer types of table entries.
protocol TableEntry: FixedWidthInteger, UnsignedInteger, Sendable {}
extension UInt32: TableEntry {}
extension UInt: TableEntry {}
