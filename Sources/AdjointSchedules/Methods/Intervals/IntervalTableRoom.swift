/// What fits in the memory of an ``IntervalLevelTable``, determined before anything is filled.
///
/// A level's rows end where another slot changes nothing, which is known only once rows are filled. But a change in a
/// stretch of the chain is a change in the chain, since its intervals are among the chain's. So a short stretch is
/// filled to see whether there are certainly too many rows.
struct IntervalTableRoom {
  /// The rows that fit besides the temporaries needed to fill them; negative if not even those fit.
  let fittingRows: Int
  /// The most rows: one per slot, and one for an unlimited level.
  private let rows: Int
  /// The bytes of an interval besides its choices while the last row is filled: the entries of low, O, the previous row
  /// and the current row, and for each level whether it is entered.
  private let aliveBytes: Int128
  private let length: Int
  private let limit: Int

  /// The steps of the stretch that is filled for a lower bound on the rows: a fraction of a second.
  private static let stretch = 128

  /// - Parameter rows: The most rows of each level.
  init(length: Int, rows: [Int], entrySize: Int, limit: Int) {
    self.rows = Int(clamping: rows.reduce(Int128(0)) { $0 + Int128($1) })
    (self.length, self.limit) = (length, limit)
    aliveBytes = Int128(4 * entrySize + rows.count)
    let left = Int128(limit) / IntervalSpace.count(length) - aliveBytes
    fittingRows = left < 0 ? -1 : Int(clamping: left / 2)
  }

  /// The error with what is needed and what would fit.
  var error: PlanningError {
    if length > IntervalSpace.maximumLength {
      return .tooManySteps(length: length, limit: IntervalSpace.maximumLength)
    }
    return .tooManyIntervals(
      bytes: Int(clamping: bytes(length)), limit: limit, fittingRows: max(0, fittingRows), fittingLength: fittingLength)
  }

  /// True if there may be more than `count` rows, so that filling a stretch is worthwhile.
  func hasMoreRows(than count: Int) -> Bool { rows > count }

  /// Returns the most expensive stretch of the chain, where another slot gains most.
  static func dearestStretch(of forwardCosts: [Int]) -> ArraySlice<Int> {
    guard forwardCosts.count > stretch else { return forwardCosts[...] }
    var sum = forwardCosts[..<stretch].reduce(Int128(0)) { $0 + Int128($1) }
    var best = (sum: sum, start: 0)
    for end in stretch..<forwardCosts.count {
      sum += Int128(forwardCosts[end]) - Int128(forwardCosts[end - stretch])
      if sum > best.sum { best = (sum, end - stretch + 1) }
    }
    return forwardCosts[best.start..<best.start + stretch]
  }

  /// The longest chain that fits with all rows.
  private var fittingLength: Int {
    var (low, high) = (0, min(length, IntervalSpace.maximumLength + 1))
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if bytes(middle) <= Int128(limit) { low = middle } else { high = middle }
    }
    return low
  }

  /// Returns the bytes of a table with a row for every slot that such a chain can use.
  private func bytes(_ length: Int) -> Int128 {
    // With fewer than 10^8 steps all factors are far below 2^63.
    IntervalSpace.count(length) * (aliveBytes + 2 * Int128(min(rows, max(1, length))))
  }
}
