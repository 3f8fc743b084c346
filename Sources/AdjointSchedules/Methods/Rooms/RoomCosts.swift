/// The costs of a ``RoomChain``, as entries of a table.
struct RoomCosts<Entry: RoomEntry>: Sendable {
  private static var unreachable: Entry { RoomTable<Entry>.unreachable }

  /// f(0, q), saturated.
  let travel: [Entry]
  /// w_k(i), r_k(i) and r'_k(i), by tier and part.
  let writes: [[Entry]]
  let reads: [[Entry]]
  let tapeReads: [[Entry]]
  /// The sum of c_k over the tapes before each part, by tier: exact, since differences of saturated sums mean nothing.
  private let tapeCosts: [[Int128]]

  /// - Parameter unit: a divisor of every cost.
  init(_ chain: RoomChain, unit: Int) {
    func entries(_ costs: [Int]) -> [Entry] { costs.map { min(Entry(clamping: $0 / unit), Self.unreachable) } }
    var travel: [Entry] = [0]
    for cost in entries(chain.forwardCosts) { travel.append(min(travel[travel.count - 1] + cost, Self.unreachable)) }
    self.travel = travel
    writes = chain.tiers.map { entries($0.stateWrites) }
    reads = chain.tiers.map { entries($0.stateReads) }
    tapeReads = chain.tiers.map { entries($0.tapeReads) }
    tapeCosts = chain.tiers.map { tier in
      var sums: [Int128] = [0]
      for cost in tier.tapeCosts { sums.append(sums[sums.count - 1] + Int128(cost / unit)) }
      return sums
    }
  }

  /// Returns the cost of the steps from `first` to `last`, plus `read`.
  @inline(__always)
  func run(from first: Int, to last: Int, read: Entry) -> Entry {
    min(travel[last] - travel[first] + read, Self.unreachable)
  }

  func tapes(_ tier: Int, from first: Int, to last: Int) -> Entry {
    min(Entry(clamping: tapeCosts[tier][last] - tapeCosts[tier][first]), Self.unreachable)
  }
}
