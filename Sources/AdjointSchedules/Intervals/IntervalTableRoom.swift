/// What fits into the memory of an ``IntervalLevelTable``, known before anything is filled.
///
/// A level's rows end where one more slot changes nothing, which shows only when rows are filled. But what changes in
/// a stretch of the chain changes in the chain: its intervals are among those of the chain. A short stretch is filled
/// to see whether more rows than fit are certain.
struct IntervalTableRoom {
  /// The rows that fit beside what is alive while they are filled; less than 0 where not even that fits.
  let fittingRows: Int
  /// The rows that there are at most: one for each slot, and one for a level without a bound.
  private let rows: Int
  private let length: Int
  private let entrySize: Int
  private let limit: Int

  /// The entries of an interval that are alive beside the choices: low, the row before and the row at hand.
  private static let aliveEntries: Int128 = 3
  /// The steps of the stretch that is filled to see how many rows there are at least: a fraction of a second.
  private static let stretch = 128

  /// - Parameter rows: the most rows of each level.
  init(length: Int, rows: [Int], entrySize: Int, limit: Int) {
    self.rows = Int(clamping: rows.reduce(Int128(0)) { $0 + Int128($1) })
    (self.length, self.entrySize, self.limit) = (length, entrySize, limit)
    let left = Int128(limit) / IntervalSpace.count(length) - Self.aliveEntries * Int128(entrySize)
    fittingRows = left < 0 ? -1 : Int(clamping: left / 2)
  }

  /// The error that says what is needed and what would fit.
  var error: PlanningError {
    if length > IntervalSpace.maximumLength {
      return .tooManySteps(length: length, limit: IntervalSpace.maximumLength)
    }
    return .tooManyIntervals(
      bytes: Int(clamping: bytes(length)), limit: limit, fittingRows: max(0, fittingRows), fittingLength: fittingLength)
  }

  /// True when the rows may be too many, so that a stretch is worth filling.
  var isDoubtful: Bool { rows > fittingRows }

  /// Returns the dearest stretch of the chain, since there is most to gain from one more slot.
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

  /// Returns what a table with a row for every slot that such a chain can use needs.
  private func bytes(_ length: Int) -> Int128 {
    Self.bytes(length: length, rows: min(rows, max(1, length)), entrySize: entrySize)
  }

  /// Returns what a table with so many rows takes while the last is filled.
  static func bytes(length: Int, rows: Int, entrySize: Int) -> Int128 {
    // With less than 10^8 steps all factors are far below 2^63.
    IntervalSpace.count(length) * (aliveEntries * Int128(entrySize) + 2 * Int128(rows))
  }
}
