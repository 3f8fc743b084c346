/// The memory that a table may take, spent before it is allocated.
struct TableBudget {
  private let length: Int
  private let limit: Int
  private var spent = 0

  init(length: Int, limit: Int) {
    self.length = length
    self.limit = limit
  }

  /// Sets aside `bytes` for each length 0 ... l.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` when the sum exceeds the limit.
  mutating func spend(bytesPerLength bytes: Int) throws(PlanningError) {
    let (product, overflow) = (length + 1).multipliedReportingOverflow(by: bytes)
    // Both are below 2^63, and `spent` is at most the limit.
    let total = UInt(spent) + UInt(overflow ? Int.max : product)
    if total > UInt(limit) { throw .tableTooLarge(bytes: Int(clamping: total), limit: limit) }
    spent = Int(total)
  }
}
