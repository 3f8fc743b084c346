/// The memory of something that grows, such as a table row by row, asked for before each part is allocated.
struct MemoryBudget: Sendable {
  /// The most bytes: its share of the limit that was given.
  let limit: Int
  /// How many shares that limit is divided into.
  private let shares: Int
  private let whole: Int
  private(set) var spent = 0
  /// Up to here the machine has been asked. What it has free takes longer to read than many a part to make.
  private var agreed = 0
  /// So many bytes more are not asked for one by one: 16 MiB.
  private static let unaskedGrowth = 16 << 20

  init(limit: Int, shares: Int = 1) {
    (whole, self.shares) = (limit, shares)
    self.limit = limit / shares
  }

  /// Sets aside more bytes.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)``, with the whole limit and what all shares of it would need, when
  ///   the sum exceeds the limit, ``PlanningError/notEnoughMemory(bytes:available:)`` when it exceeds what the machine has.
  mutating func spend(_ bytes: Int128) throws(PlanningError) {
    let total = Int128(spent) + bytes
    if total > Int128(min(agreed, limit)) {
      if total > Int128(limit) {
        let (all, overflow) = total.multipliedReportingOverflow(by: Int128(shares))
        throw .tableTooLarge(bytes: overflow ? .max : Int(clamping: all), limit: whole)
      }
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
