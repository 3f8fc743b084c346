/// The vectors between which an interval's rows vary: with one tier and tapes, those with room for the largest tape, but
/// not for all; otherwise every vector.
struct RoomLimits {
  private let isSingle: Bool
  private let count: Int
  private var largest = 0
  private var sum = 0
  private var least = 0
  private var high: Int

  init(_ chain: RoomChain) {
    isSingle = chain.hasTapes && chain.tiers.count == 1 && chain.tiers[0].pool != nil && chain.forwardNeeds.isEmpty
    count = chain.pools.reduce(1) { $0 * $1.count }
    high = count
  }

  /// Extends the limits by some parts.
  mutating func add(_ parts: Range<Int>, of chain: RoomChain) {
    if !isSingle { return }
    for part in parts {
      let units = chain.tiers[0].tapeUnits(from: part, to: part + 1)
      largest = max(largest, units)
      sum = sum.addingReportingOverflow(units).overflow ? .max : sum + units
    }
    least = chain.pools[0].index(atLeast: largest)
    high = max(least, chain.pools[0].index(atLeast: sum))
  }

  /// True if the largest tape does not fit.
  var isHopeless: Bool { least >= count }
  /// The vectors with a choice.
  var active: Range<Int> { least..<high }
  /// The vectors with room for all tapes.
  var enough: Range<Int> { high..<count }
}
