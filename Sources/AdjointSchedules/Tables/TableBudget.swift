/// The memory that a table may take, spent before it is allocated.
struct TableBudget {
  /// The lengths, or the intervals, that a row has entries for.
  private let entries: Int
  private let limit: Int
  private var spent = 0

  /// Makes a budget for a table over the lengths 0 ... l.
  init(length: Int, limit: Int) {
    entries = length + 1
    self.limit = limit
  }

  /// Makes a budget for a table over the intervals of a chain of length l.
  init(intervalsOfLength length: Int, limit: Int) {
    entries = Int(clamping: (Int128(length) + 1) * (Int128(length) + 2) / 2)
    self.limit = limit
  }

  /// Sets aside `bytes` for each entry of a row.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` when the sum exceeds the limit,
  ///   ``PlanningError/notEnoughMemory(bytes:available:)`` when it exceeds what the machine has.
  mutating func spend(bytesPerEntry bytes: Int) throws(PlanningError) {
    let (product, overflow) = entries.multipliedReportingOverflow(by: bytes)
    // Both are below 2^63, and `spent` is at most the limit.
    let total = UInt(spent) + UInt(overflow ? Int.max : product)
    if total > UInt(limit) { throw .tableTooLarge(bytes: Int(clamping: total), limit: limit) }
    try PlanningMemory.reserve(Int128(total))
    spent = Int(total)
  }

  /// Gives back what was set aside and has been freed.
  mutating func refund(bytesPerEntry bytes: Int) {
    spent -= min(spent, entries * bytes)
  }
}
