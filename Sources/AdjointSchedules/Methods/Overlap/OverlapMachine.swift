/// A chain of equal steps and levels of which some are overlapped, as the methods for overlapped transfers see them.
///
/// Level 0 is the one between which and an overlapped level states travel.
struct OverlapMachine: Sendable {
  /// A level other than level 0.
  struct Slower: Sendable {
    var index: Int
    /// At most the chain's length.
    var slots: Int
    var writeCost: Int
    var readCost: Int
    var isOverlapped: Bool
  }

  var length: Int
  /// uf
  var forwardCost: Int
  /// ub
  var backwardCost: Int
  /// c_0, at most the chain's length.
  var slots: Int
  /// w_0 and r_0, paid by the computing side.
  var writeCost: Int
  var readCost: Int
  /// The levels with slots after level 0, in the problem's order.
  var slower: [Slower]

  init(_ chain: UniformChain, levels: [Level]) {
    (length, forwardCost, backwardCost) = (chain.length, chain.forwardCost, chain.backwardCost)
    let most = max(1, chain.length)
    slots = min(levels.first?.slots ?? most, most)
    (writeCost, readCost) = (levels.first?.writeCost ?? 0, levels.first?.readCost ?? 0)
    slower = levels.enumerated().dropFirst().compactMap { index, level in
      if level.slots == 0 { return nil }
      return Slower(
        index: index, slots: min(level.slots ?? most, most), writeCost: level.writeCost, readCost: level.readCost,
        isOverlapped: level.isOverlapped)
    }
  }

  /// What runs in every schedule: each step and each backward step once, a read before every backward step but the
  /// first, and a write of x_0.
  var leastCost: Int128 {
    let steps = Int128(length)
    let first = steps * Int128(forwardCost) + (steps + 1) * Int128(backwardCost)
    if length == 0 { return first }
    let write = ([slots > 0 ? writeCost : nil] + slower.map { $0.isOverlapped ? nil : $0.writeCost }).compactMap { $0 }
    return first + steps * Int128(leastRead) + Int128(write.min() ?? 0)
  }

  /// The least cost of a read into the buffer.
  var leastRead: Int {
    let reads = slower.filter { !$0.isOverlapped }.map(\.readCost)
    return ((slots > 0 ? [readCost] : []) + reads).min() ?? 0
  }
}
