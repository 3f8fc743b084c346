/// Fills a ``SlotVectorTable`` length by length; entries depend only on shorter lengths.
struct SlotVectorBuilder {
  private(set) var rows: [[SlotVectorTable.Row]]
  private(set) var stores: [[UInt8]]
  /// P(n, a, s), by vector, level and length; empty unless they are to be kept.
  private(set) var stored: [[[UInt]]]
  /// O(n, c) for the longest length so far.
  private(set) var optimum: UInt

  private let forwardCost: UInt
  private let backwardCost: UInt
  private let levels: [Level]
  private let space: SlotVectorSpace
  /// By vector, then by the level of x_0: left parts cost j uf + r_s + P(j-1, a, s), right ones O(n-j, a).
  private var searches: [[SplitSearch<UInt>]]
  /// S(n, a, s) for the current length.
  private var splits: [[UInt]]

  init(length: Int, forwardCost: UInt, backwardCost: UInt, levels: [Level], space: SlotVectorSpace, keepsCosts: Bool) {
    stored = keepsCosts ? Array(repeating: Array(repeating: [], count: levels.count), count: space.count) : []
    self.forwardCost = forwardCost
    self.backwardCost = backwardCost
    self.levels = levels
    self.space = space
    let row = SlotVectorTable.Row(
      advances: Array(repeating: 0, count: length + 1), targets: Array(repeating: 0, count: length + 1))
    rows = Array(repeating: Array(repeating: row, count: levels.count), count: space.count)
    stores = Array(repeating: Array(repeating: 0, count: length + 1), count: space.count)
    optimum = SaturatingCost.unreachable
    searches = Array(
      repeating: Array(repeating: SplitSearch(capacity: length + 1), count: levels.count), count: space.count)
    splits = Array(
      repeating: Array(repeating: SaturatingCost<UInt>.unreachable, count: levels.count), count: space.count)
  }

  /// Fills the entries of length `n`, after those of all shorter lengths.
  mutating func addLength(_ n: Int) {
    if n == 0 {
      for vector in 0..<space.count {
        for level in levels.indices { advance(backwardCost, n: 0, vector, level) }
        addInBuffer(backwardCost, vector)
      }
      return
    }
    for vector in 0..<space.count {
      for level in levels.indices where space.freeing(level, in: vector) != nil {
        splits[vector][level] = bestSplit(n, vector, level)
      }
    }
    for vector in 0..<space.count {
      for level in levels.indices {
        if let freed = space.freeing(level, in: vector) {
          advance(bestStored(n, vector, level, freed: freed), n: n, vector, level)
        }
      }
    }
    for vector in 0..<space.count {
      var least = SaturatingCost<UInt>.unreachable
      // After a write, a split comes next: moving a state that was just written never pays off.
      for level in levels.indices where space.free(level, in: vector) > 0 {
        let written = SaturatingCost.sum(
          UInt(levels[level].writeCost), splits[space.taking(level, in: vector)][level])
        if written < least {
          least = written
          stores[vector][n] = UInt8(level)
        }
      }
      addInBuffer(least, vector)
    }
  }

  /// Records O(n, a), the cost of right parts for any level of x_0.
  private mutating func addInBuffer(_ cost: UInt, _ vector: Int) {
    for level in levels.indices { searches[vector][level].appendRight(cost) }
    if vector == space.full { optimum = cost }
  }

  /// Records the contribution of P(n, a, s) to a split after n + 1 steps.
  private mutating func advance(_ cost: UInt, n: Int, _ vector: Int, _ level: Int) {
    let travel = SaturatingCost.sum(
      SaturatingCost.product(UInt(n + 1), forwardCost), UInt(levels[level].readCost))
    searches[vector][level].appendLeft(SaturatingCost.sum(travel, cost))
    if !stored.isEmpty { stored[vector][level].append(cost) }
  }

  /// Returns S(n, a, s) and records its longest advance.
  private mutating func bestSplit(_ n: Int, _ vector: Int, _ level: Int) -> UInt {
    let limit = SaturatingCost<UInt>.unreachable
    guard let (cost, advance) = searches[vector][level].best(n, below: limit) else { return limit }
    rows[vector][level].advances[n] = UInt32(advance)
    return cost
  }

  /// Returns P(n, a, s) and records where x_0 moves first; `freed` is the vector with the slot of x_0 free again.
  private mutating func bestStored(_ n: Int, _ vector: Int, _ level: Int, freed: Int) -> UInt {
    var best = splits[vector][level]
    var target = level
    for other in levels.indices where other != level && space.free(other, in: vector) > 0 {
      let moved = SaturatingCost<UInt>.sum(
        UInt(levels[other].writeCost), splits[space.taking(other, in: freed)][other])
      if moved < best { (best, target) = (moved, other) }
    }
    rows[vector][level].targets[n] = UInt8(target)
    return best
  }
}
