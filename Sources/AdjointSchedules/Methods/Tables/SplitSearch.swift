/// Finds the best splits of ever longer segments without checking all of them.
///
/// For a segment of length n the cost of a split after i + 1 steps is left(i) + right(n - 1 - i). Neither function is
/// convex in general, so a monotone search would be wrong. But both stay close to their lower convex hulls, and the sum
/// of the hulls is a convex lower bound on the cost. From its least point the search goes outwards in both directions
/// and stops where the bound rules out anything better or, on the right, equal. The answer is that of a full scan.
///
/// Both functions are non-decreasing, so all values after the first unreachable one are unreachable; they are not in
/// the hulls.
///
/// - Complexity: amortised O(1) to follow the least point of the bound, plus the candidates that the bound cannot rule
///   out: one if both are convex, about a hundred at l = 20 000 on levels with costs, where a full scan has 10 000.
struct SplitSearch<Entry: TableEntry> {
  private typealias Best = (cost: Entry, index: Int)

  /// The number of candidates checked.
  private(set) var candidates = 0

  private var left: [Entry] = []
  /// right(q) at index capacity - 1 - q: both operands of the inner loop are read in the same direction.
  private var reversedRight: [Entry]
  private var rightCount = 0
  private var leftHull = LowerHull()
  private var rightHull = LowerHull()
  /// The least point of the bound, and the edges of the hulls around it.
  private var least = 0
  private var leftEdge = 0
  private var rightEdge = 0
  /// True to find the longest advance among splits of least cost; false if any will do.
  private let takesLongest: Bool

  init(capacity: Int, takesLongest: Bool = true) {
    self.takesLongest = takesLongest
    left.reserveCapacity(capacity)
    reversedRight = Array(repeating: 0, count: capacity)
  }

  /// Adds left(i) for the next i, no less than the one before.
  mutating func appendLeft(_ cost: Entry) {
    left.append(cost)
    if cost < SaturatingCost.unreachable { leftHull.append(Int(cost), at: left.count - 1) }
  }

  /// Adds right(q) for the next q, no less than the one before.
  mutating func appendRight(_ cost: Entry) {
    rightCount += 1
    reversedRight[reversedRight.count - rightCount] = cost
    if cost < SaturatingCost.unreachable { rightHull.append(Int(cost), at: rightCount - 1) }
  }

  /// Returns the least cost of a split of a segment of length `n` and the longest advance with that cost, or any,
  /// or nil if no split costs less than `limit`.
  ///
  /// - Precondition: left(0) ... left(n - 1) and right(0) ... right(n - 1) have been added.
  mutating func best(_ n: Int, below limit: Entry) -> (cost: Entry, advance: Int)? {
    // The candidates i with both parts reachable.
    let range = max(0, n - 1 - rightHull.end)..<max(0, n - 1 - rightHull.end, min(n, leftHull.end + 1))
    if range.isEmpty { return nil }
    follow(n, range)
    var best: Best = (limit, -1)
    look(at: least..<least + 1, n, &best)
    walkRight(n, range.upperBound, &best)
    walkLeft(n, range.lowerBound, &best)
    return best.index < 0 ? nil : (best.cost, best.index + 1)
  }

  /// Moves `least` to the rightmost minimum of the bound, since long advances win ties.
  private mutating func follow(_ n: Int, _ range: Range<Int>) {
    least = min(max(least, range.lowerBound), range.upperBound - 1)
    while true {
      let q = n - 1 - least
      if least < range.upperBound - 1 {
        leftHull.seek(&leftEdge, from: least)
        rightHull.seek(&rightEdge, from: q - 1)
        if leftHull.slopeOrder(leftEdge, rightHull, rightEdge) <= 0 {
          least = min(
            leftHull.positions[leftEdge + 1], n - 1 - rightHull.positions[rightEdge], range.upperBound - 1)
          continue
        }
      }
      if least > range.lowerBound {
        leftHull.seek(&leftEdge, from: least - 1)
        rightHull.seek(&rightEdge, from: q)
        if leftHull.slopeOrder(leftEdge, rightHull, rightEdge) > 0 {
          least = max(leftHull.positions[leftEdge], n - 1 - rightHull.positions[rightEdge + 1], range.lowerBound)
          continue
        }
      }
      return
    }
  }

  /// Searches right of the least point while the bound allows a lower or equal cost.
  private mutating func walkRight(_ n: Int, _ end: Int, _ best: inout Best) {
    var (a, b) = (leftEdge, rightEdge)
    var start = least + 1
    var size = 8
    while start < end {
      let bound = bound(start, n, &a, &b)
      // Until something is found, a cost equal to the limit is not good enough.
      if bound > best.cost || (bound == best.cost && (best.index < 0 || !takesLongest)) { return }
      let next = min(start + size, end)
      look(at: start..<next, n, &best)
      start = next
      size = min(2 * size, 128)
    }
  }

  /// Searches left of the least point while the bound allows a lower cost.
  private mutating func walkLeft(_ n: Int, _ start: Int, _ best: inout Best) {
    var (a, b) = (leftEdge, rightEdge)
    var end = least
    var size = 8
    while end > start {
      if bound(end - 1, n, &a, &b) >= best.cost { return }
      let next = max(end - size, start)
      look(at: next..<end, n, &best)
      end = next
      size = min(2 * size, 128)
    }
  }

  /// Returns a bound on the cost of the split after i + 1 steps: the hulls' sum, rounded up, since costs are integers.
  private func bound(_ i: Int, _ n: Int, _ leftEdge: inout Int, _ rightEdge: inout Int) -> Entry {
    leftHull.seek(&leftEdge, from: i)
    rightHull.seek(&rightEdge, from: n - 1 - i)
    return Entry(leftHull.height(i, on: leftEdge).roundedUpSum(rightHull.height(n - 1 - i, on: rightEdge)))
  }

  private mutating func look(at range: Range<Int>, _ n: Int, _ best: inout Best) {
    candidates += range.count
    // right(n - 1 - i) is at index shift + i.
    let shift = reversedRight.count - n
    // First find only the least cost, in a branch-free loop; its position is searched only if needed.
    let least = left.withUnsafeBufferPointer { left in
      reversedRight.withUnsafeBufferPointer { right in
        var least = Entry.max
        // The sum of two entries never overflows: each is at most half of what the type holds.
        for i in range { least = min(least, left[i] &+ right[shift + i]) }
        return least
      }
    }
    let isBetter = least < best.cost
    let isLater = least == best.cost && best.index >= 0 && range.lowerBound > best.index
    guard isBetter || isLater else { return }
    var i = range.upperBound - 1
    while left[i] + reversedRight[shift + i] != least { i -= 1 }
    best = (least, i)
  }
}
