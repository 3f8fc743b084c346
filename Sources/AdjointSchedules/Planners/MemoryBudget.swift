/// The memory of something that grows, such as a table row by row, asked for before each part is allocated.
struct MemoryBudget: Sendable {
  /// The most bytes.
  let limit: Int
  private(set) var spent = 0
  /// Up to here the machine has been asked. What it has free takes longer to read than many a part to make.
  private var agreed = 0
  /// So many bytes more are not asked for one by one: 16 MiB.
  private static let unaskedGrowth = 16 << 20

  init(limit: Int) {
    self.limit = limit
  }

  /// Sets aside more bytes.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` when the sum exceeds the limit,
  ///   ``PlanningError/notEnoughMemory(bytes:available:)`` when it exceeds what the machine has.
  mutating func spend(_ bytes: Int128) throws(PlanningError) {
    let total = Int128(spent) + bytes
    if total > Int128(min(agreed, limit)) {
      try PlanningMemory.reserve(total, limit: limit)
      if total > Int128(PlanningMemory.unaskedBytes) { agreed = Int(total) + Self.unaskedGrowth }
    }
    spent = Int(total)
  }

  /// Gives back what was set aside and has been freed.
  mutating func refund(_ bytes: Int128) {
    spent -= Int(clamping: min(Int128(spent), bytes))
  }
}
