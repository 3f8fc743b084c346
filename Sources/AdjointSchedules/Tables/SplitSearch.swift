/// Finds the best split of ever longer segments without looking at all of them.
///
/// For a segment of length n the cost of a split after i + 1 steps is left(i) + right(n - 1 - i). Neither function is
/// convex in general, so no monotone search is right. But both stay close to their lower convex hulls, and the sum of
/// the hulls is a bound on the cost that is convex in i: from its least point the search walks outwards either way and
/// stops where the bound says that nothing better, or on the right nothing equal, is left. The answer is that of the
/// full scan.
///
/// - Complexity: O(1) amortised to follow the least point of the bound, plus the candidates that the bound cannot rule
///   out: a few on convex levels, some hundred at l = 20 000 on levels with costs, where the full scan has 10 000.
struct SplitSearch {
  /// How many candidates have been looked at.
  private(set) var candidates = 0

  private var left: [UInt] = []
  private var right: [UInt] = []
  private var leftHull = LowerHull()
  private var rightHull = LowerHull()
  /// The least point of the bound, and the edges of the hulls around it.
  private var least = 0
  private var leftEdge = 0
  private var rightEdge = 0

  init(capacity: Int) {
    left.reserveCapacity(capacity)
    right.reserveCapacity(capacity)
  }

  /// Adds left(i) for the next i.
  mutating func appendLeft(_ cost: UInt) {
    left.append(cost)
    leftHull.append(Int(cost), at: left.count - 1)
  }

  /// Adds right(q) for the next q.
  mutating func appendRight(_ cost: UInt) {
    right.append(cost)
    rightHull.append(Int(cost), at: right.count - 1)
  }

  /// Returns the least cost of a split of a segment of length `n` and the greatest advance with that cost, or nil when
  /// no split costs less than `limit`.
  ///
  /// - Precondition: left(0) ... left(n - 1) and right(0) ... right(n - 1) have been added.
  mutating func best(_ n: Int, below limit: UInt) -> (cost: UInt, advance: Int)? {
    follow(n)
    var best = (cost: limit, index: -1)
    look(at: least..<least + 1, n, &best)
    walkRight(n, &best)
    walkLeft(n, &best)
    return best.index < 0 ? nil : (best.cost, best.index + 1)
  }

  /// Moves `least` to where the bound is least, and there as far right as it goes: ties are won by long advances.
  private mutating func follow(_ n: Int) {
    while true {
      let q = n - 1 - least
      if least < n - 1 {
        leftHull.seek(&leftEdge, from: least)
        rightHull.seek(&rightEdge, from: q - 1)
        if leftHull.slopeOrder(leftEdge, rightHull, rightEdge) <= 0 {
          least = min(leftHull.positions[leftEdge + 1], n - 1 - rightHull.positions[rightEdge], n - 1)
          continue
        }
      }
      if least > 0 {
        leftHull.seek(&leftEdge, from: least - 1)
        rightHull.seek(&rightEdge, from: q)
        if leftHull.slopeOrder(leftEdge, rightHull, rightEdge) > 0 {
          least = max(leftHull.positions[leftEdge], n - 1 - rightHull.positions[rightEdge + 1], 0)
          continue
        }
      }
      return
    }
  }

  /// Looks right of the least point while the bound allows a cost that is less or equal.
  private mutating func walkRight(_ n: Int, _ best: inout (cost: UInt, index: Int)) {
    var (a, b) = (leftEdge, rightEdge)
    var start = least + 1
    var size = 8
    while start < n {
      let bound = bound(start, n, &a, &b)
      // Before anything is found the limit itself is not good enough.
      if bound > best.cost || (best.index < 0 && bound == best.cost) { return }
      let end = min(start + size, n)
      look(at: start..<end, n, &best)
      start = end
      size = min(2 * size, 128)
    }
  }

  /// Looks left of the least point while the bound allows a cost that is less.
  private mutating func walkLeft(_ n: Int, _ best: inout (cost: UInt, index: Int)) {
    var (a, b) = (leftEdge, rightEdge)
    var end = least
    var size = 8
    while end > 0 {
      if bound(end - 1, n, &a, &b) >= best.cost { return }
      let start = max(end - size, 0)
      look(at: start..<end, n, &best)
      end = start
      size = min(2 * size, 128)
    }
  }

  /// Returns a bound on the cost of the split after i + 1 steps.
  private func bound(_ i: Int, _ n: Int, _ leftEdge: inout Int, _ rightEdge: inout Int) -> UInt {
    let q = n - 1 - i
    // A hull of a single point has no edge.
    var floor = left[i]
    if leftHull.edgeCount > 0 {
      leftHull.seek(&leftEdge, from: i)
      floor = UInt(leftHull.floor(i, on: leftEdge))
    }
    if rightHull.edgeCount == 0 { return floor + right[q] }
    rightHull.seek(&rightEdge, from: q)
    return floor + UInt(rightHull.floor(q, on: rightEdge))
  }

  private mutating func look(at range: Range<Int>, _ n: Int, _ best: inout (cost: UInt, index: Int)) {
    candidates += range.count
    // First only the least cost, in a loop without a branch; where it is attained is asked for only when it matters.
    var least = UInt.max
    for i in range { least = min(least, left[i] + right[n - 1 - i]) }
    let isBetter = least < best.cost
    let isLater = least == best.cost && best.index >= 0 && range.lowerBound > best.index
    guard isBetter || isLater else { return }
    var i = range.upperBound - 1
    while left[i] + right[n - 1 - i] != least { i -= 1 }
    best = (least, i)
  }
}
