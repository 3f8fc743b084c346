/// The memory that a table of rows may take, spent before they are allocated.
struct TableBudget {
  /// The lengths, or the intervals, that a row has entries for.
  private let entries: Int
  private var budget: MemoryBudget

  /// Makes a budget for a table over the lengths 0 ... l.
  init(length: Int, limit: Int) {
    entries = length + 1
    budget = MemoryBudget(limit: limit)
  }

  /// Makes a budget for a table over the intervals of a chain of length l.
  init(intervalsOfLength length: Int, limit: Int) {
    entries = Int(clamping: (Int128(length) + 1) * (Int128(length) + 2) / 2)
    budget = MemoryBudget(limit: limit)
  }

  /// Sets aside `bytes` for each entry of a row.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` when the sum exceeds the limit,
  ///   ``PlanningError/notEnoughMemory(bytes:available:)`` when it exceeds what the machine has.
  mutating func spend(bytesPerEntry bytes: Int) throws(PlanningError) {
    try budget.spend(Int128(entries) * Int128(bytes))
  }

  /// Gives back what was set aside and has been freed.
  mutating func refund(bytesPerEntry bytes: Int) {
    budget.refund(Int128(entries) * Int128(bytes))
  }
}
