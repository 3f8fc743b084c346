import AdjointSchedules

/// The vector recurrence over intervals as written on paper, in 128 bits, for any platform and steps.
///
/// O(i, j, a) and P(i, j, a, s) of docs/unequal-steps.md, each computed once over every split and every move.
struct PlainIntervals {
  /// The most splits to examine.
  static let maximumSplits = 40_000

  private struct Key: Hashable {
    var start: Int
    var end: Int
    /// The free slots of each level.
    var free: [Int]
    /// The level that holds x_start, or -1 if only the buffer does.
    var place: Int
  }

  private let forward: [Int128]
  private let backward: [Int128]
  private let levels: [Level]
  private var known: [Key: Int128] = [:]

  /// Returns the optimum, or nil if the problem has bytes or tapes, or is too large.
  static func optimum(_ problem: Problem) -> Int128? {
    let chain = problem.chain
    guard chain.tapes == nil, !problem.countsBytes, chain.forwardTemporary == nil, chain.backwardTemporary == nil,
      chain.length <= 40
    else { return nil }
    let levels = problem.levels.filter { $0.slots != 0 }
    let length = chain.length
    let slots = levels.map { min($0.slots ?? length, length) }
    let vectors = slots.reduce(Int128(1)) { min($0 * Int128($1 + 1), 1 << 60) }
    let intervals = Int128((length + 1) * (length + 2) / 2)
    let moves = Int128(levels.count * levels.count)
    guard vectors * intervals * moves * Int128(length + 1) <= 4 * Int128(maximumSplits) else { return nil }
    var recurrence = PlainIntervals(
      forward: (0..<length).map { Int128(chain.forwardCost[$0]) },
      backward: (0...length).map { Int128(chain.backwardCost[$0]) }, levels: levels)
    return recurrence.cost(Key(start: 0, end: length, free: slots, place: -1))
  }

  private init(forward: [Int128], backward: [Int128], levels: [Level]) {
    (self.forward, self.backward, self.levels) = (forward, backward, levels)
  }

  private mutating func cost(_ key: Key) -> Int128 {
    if key.start == key.end { return backward[key.start] }
    if let cost = known[key] { return cost }
    let cost = key.place < 0 ? written(key) : stored(key)
    known[key] = cost
    return cost
  }

  /// O: x_start is only in the buffer.
  private mutating func written(_ key: Key) -> Int128 {
    var best = Reference.impossible
    for level in levels.indices where key.free[level] > 0 {
      var next = key
      next.free[level] -= 1
      next.place = level
      best = min(best, Reference.sum(Int128(levels[level].writeCost), cost(next)))
    }
    return best
  }

  /// P: x_start is stored; it stays where it is, or moves to another level first.
  private mutating func stored(_ key: Key) -> Int128 {
    var best = split(key)
    for level in levels.indices where level != key.place && key.free[level] > 0 {
      var next = key
      next.free[level] -= 1
      next.free[key.place] += 1
      next.place = level
      best = min(best, Reference.sum(Int128(levels[level].writeCost), split(next)))
    }
    return best
  }

  /// S: the least over all splits while x_start stays where it is.
  private mutating func split(_ key: Key) -> Int128 {
    var best = Reference.impossible
    var travel: Int128 = 0
    for middle in key.start + 1...key.end {
      travel += forward[middle - 1]
      let right = cost(Key(start: middle, end: key.end, free: key.free, place: -1))
      var left = key
      left.end = middle - 1
      best = min(best, Reference.sum(travel, right, Int128(levels[key.place].readCost), cost(left)))
    }
    return best
  }
}
