/// A memory reservation for something that grows, such as a table row by row; each part is reserved before it is
/// allocated.
struct MemoryBudget: Sendable {
  /// The most bytes: its share of the given limit.
  let limit: Int
  /// The number of shares of the limit.
  private let shares: Int
  private let whole: Int
  private(set) var spent = 0
  /// The amount already checked against the machine's free memory. Reading that takes longer than building many a part.
  private var agreed = 0
  /// Free memory is checked in steps of 16 MiB.
  private static let unaskedGrowth = 16 << 20

  init(limit: Int, shares: Int = 1) {
    (whole, self.shares) = (limit, shares)
    self.limit = limit / shares
  }

  /// Reserves more bytes.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)``, with the whole limit and the need of all shares, if the
  ///   sum exceeds the limit; ``PlanningError/notEnoughMemory(bytes:available:)`` if it exceeds the machine's free
  ///   memory.
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

  /// Releases reserved bytes that have been freed.
  mutating func refund(_ bytes: Int128) {
    spent -= Int(clamping: min(Int128(spent), bytes))
  }
}
