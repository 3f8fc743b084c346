/// Fills a ``SlotVectorTable`` length by length: every entry needs shorter lengths only.
struct SlotVectorBuilder {
  private(set) var rows: [[SlotVectorTable.Row]]
  private(set) var stores: [[UInt8]]
  /// O(n, a), by vector, then by length.
  private(set) var inBuffer: [[UInt]]

  private let forwardCost: UInt
  private let backwardCost: UInt
  private let levels: [Level]
  private let space: SlotVectorSpace
  /// j uf + r_s + P(j-1, a, s), by vector, then by level, then by j - 1.
  private var advanced: [[[UInt]]]
  /// S(n, a, s) for the length at hand.
  private var splits: [[UInt]]

  init(length: Int, forwardCost: UInt, backwardCost: UInt, levels: [Level], space: SlotVectorSpace) {
    self.forwardCost = forwardCost
    self.backwardCost = backwardCost
    self.levels = levels
    self.space = space
    let row = SlotVectorTable.Row(
      advances: Array(repeating: 0, count: length + 1), targets: Array(repeating: 0, count: length + 1))
    rows = Array(repeating: Array(repeating: row, count: levels.count), count: space.count)
    stores = Array(repeating: Array(repeating: 0, count: length + 1), count: space.count)
    inBuffer = Array(
      repeating: Array(repeating: SaturatingCost.unreachable, count: length + 1), count: space.count)
    advanced = Array(
      repeating: Array(
        repeating: Array(repeating: SaturatingCost.unreachable, count: length + 1), count: levels.count),
      count: space.count)
    splits = Array(
      repeating: Array(repeating: SaturatingCost.unreachable, count: levels.count), count: space.count)
  }

  /// Fills the entries of length `n`, when those of all lesser lengths are there.
  mutating func addLength(_ n: Int) {
    if n == 0 {
      for vector in 0..<space.count {
        inBuffer[vector][0] = backwardCost
        for level in levels.indices { advance(backwardCost, n: 0, vector, level) }
      }
      return
    }
    for vector in 0..<space.count {
      for level in levels.indices where space.freeing(level, in: vector) != nil {
        splits[vector][level] = bestSplit(n, vector, level)
      }
    }
    var stored = splits
    for vector in 0..<space.count {
      for level in levels.indices {
        if let freed = space.freeing(level, in: vector) {
          stored[vector][level] = bestStored(n, vector, level, freed: freed)
          advance(stored[vector][level], n: n, vector, level)
        }
      }
    }
    for vector in 0..<space.count {
      for level in levels.indices where space.free(level, in: vector) > 0 {
        let written = SaturatingCost.sum(
          UInt(levels[level].writeCost), stored[space.taking(level, in: vector)][level])
        if written < inBuffer[vector][n] {
          inBuffer[vector][n] = written
          stores[vector][n] = UInt8(level)
        }
      }
    }
  }

  /// Notes what P(n, a, s) adds to a split after n + 1 steps.
  private mutating func advance(_ stored: UInt, n: Int, _ vector: Int, _ level: Int) {
    let travel = SaturatingCost.sum(
      SaturatingCost.product(UInt(n + 1), forwardCost), UInt(levels[level].readCost))
    advanced[vector][level][n] = SaturatingCost.sum(travel, stored)
  }

  /// Returns S(n, a, s) and notes its greatest advance.
  private mutating func bestSplit(_ n: Int, _ vector: Int, _ level: Int) -> UInt {
    let left = advanced[vector][level]
    let right = inBuffer[vector]
    var best = UInt.max
    var advance = 0
    for j in 1...n {
      let cost = left[j - 1] + right[n - j]
      if cost <= best { (best, advance) = (cost, j) }
    }
    rows[vector][level].advances[n] = UInt32(advance)
    return min(best, SaturatingCost.unreachable)
  }

  /// Returns P(n, a, s) and notes where x_0 goes first; `freed` is the vector with the slot of x_0 free again.
  private mutating func bestStored(_ n: Int, _ vector: Int, _ level: Int, freed: Int) -> UInt {
    var best = splits[vector][level]
    var target = level
    for other in levels.indices where other != level && space.free(other, in: vector) > 0 {
      let moved = SaturatingCost.sum(
        UInt(levels[other].writeCost), splits[space.taking(other, in: freed)][other])
      if moved < best { (best, target) = (moved, other) }
    }
    rows[vector][level].targets[n] = UInt8(target)
    return best
  }
}
