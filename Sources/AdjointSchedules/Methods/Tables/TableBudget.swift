/// The memory for a table's rows, reserved before they are allocated.
struct TableBudget {
  /// The number of lengths or intervals in a row.
  private let entries: Int
  private var budget: MemoryBudget

  /// Creates a budget for a table over the lengths 0 ... l.
  init(length: Int, limit: Int) {
    entries = length + 1
    budget = MemoryBudget(limit: limit)
  }

  /// Creates a budget for a table over the intervals of a chain of length l.
  init(intervalsOfLength length: Int, limit: Int) {
    entries = Int(clamping: IntervalSpace.count(length))
    budget = MemoryBudget(limit: limit)
  }

  /// Reserves `bytes` per entry of a row.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` if the sum exceeds the limit,
  ///   ``PlanningError/notEnoughMemory(bytes:available:)`` if it exceeds the machine's free memory.
  mutating func spend(bytesPerEntry bytes: Int) throws(PlanningError) {
    try budget.spend(Int128(entries) * Int128(bytes))
  }

  /// Releases reserved bytes that have been freed.
  mutating func refund(bytesPerEntry bytes: Int) {
    budget.refund(Int128(entries) * Int128(bytes))
  }
}
