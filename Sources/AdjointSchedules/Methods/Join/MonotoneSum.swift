/// The minimum of falling(x) + rising(x) over a range, where one is non-increasing and the other non-decreasing.
///
/// Over [a, b] the sum is at least falling(b) + rising(a). The range with the least such bound is bisected until the
/// bound is the sum at a single x, which is then the minimum.
enum MonotoneSum {
  struct Least {
    /// A lower bound.
    var bound: Int128
    /// An x that reaches the bound, or nil if the search gave up first.
    var place: Int?
  }

  /// - Complexity: at most `limit` bisections, each of which evaluates both functions once; more if the sums are
  ///   similar.
  static func least(
    in range: ClosedRange<Int>, limit: Int, falling: (Int) -> Int128, rising: (Int) -> Int128
  ) -> Least {
    var open = PriorityQueue<Part, Int128>()
    let whole = Part(
      low: range.lowerBound, high: range.upperBound, rising: rising(range.lowerBound),
      falling: falling(range.upperBound))
    open.push(whole, priority: whole.bound)
    var bound = whole.bound
    for _ in 0..<limit {
      guard let (part, least) = open.pop() else { break }
      bound = least
      if part.low == part.high { return Least(bound: bound, place: part.low) }
      let middle = part.low + (part.high - part.low) / 2
      let left = Part(low: part.low, high: middle, rising: part.rising, falling: falling(middle))
      let right = Part(low: middle + 1, high: part.high, rising: rising(middle + 1), falling: part.falling)
      open.push(left, priority: left.bound)
      open.push(right, priority: right.bound)
    }
    return Least(bound: bound, place: nil)
  }

  private struct Part {
    var low: Int
    var high: Int
    /// At `low`.
    var rising: Int128
    /// At `high`.
    var falling: Int128

    var bound: Int128 { rising + falling }
  }
}
