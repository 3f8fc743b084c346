/// How often the first state of a segment is best read from disk, where all other slots are m of free memory, and what
/// that comes to, in closed form.
///
/// Read k times, the state divides the segment into k + 1 parts, each reversed by Revolve with all m slots; the i-th from
/// the right has been advanced over i times before. So of depths d, the forward runs over a step before it is reversed, the
/// part offers beta(m - 1, d - i) backward steps (beta(m, t) = binomial(m + t, t)), all parts together
///
///     beta(m, d) - beta(m, d - k - 1),
///
/// and the backward steps are those of the least depths. One more part offers what the one before it offers a step later:
/// what it saves falls with k, and the best k is found by halving.
struct ReadSegmentShape: Hashable, Sendable {
  /// m, at least 1.
  var slots: Int
  /// k
  var reads: Int

  /// Returns how many backward steps of at most some depth are offered, saturated.
  func offered(depth: Int) -> Int128 {
    let all = Binomial.beta(slots + 1, depth)
    return all == Binomial.saturated ? all : all - Binomial.beta(slots + 1, depth - reads - 1)
  }

  /// Returns the greatest depth of `count` backward steps.
  func depth(count: Int) -> Int {
    if count == 1 { return 0 }
    // Without a read they would be this deep.
    var (low, high) = (0, Binomial.repetitions(slots: slots, count: Int128(count)))
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offered(depth: middle) < Int128(count) { low = middle } else { high = middle }
    }
    return high
  }

  /// Returns the forward steps that `count` backward steps take, or nil where 128 bits do not hold what they are made of.
  func forwardSteps(count: Int) -> Int128? {
    let depth = depth(count: count)
    let all = Binomial.beta(slots + 2, depth - 1)
    if all == Binomial.saturated { return nil }
    return Int128(depth) * Int128(count) - (all - Binomial.beta(slots + 2, depth - reads - 2))
  }

  /// Returns the shape of least cost for `count` backward steps, of equally good ones that with the fewest reads; nil where
  /// 128 bits do not do.
  ///
  /// - Precondition: `slots` >= 1 and `forwardCost` >= 1.
  /// - Complexity: O(log(count)^2) binomials.
  static func best(count: Int, slots: Int, readCost: Int, forwardCost: Int) -> Self? {
    let slots = max(1, min(slots, count - 1))
    // One more read pays while it saves more forward steps than this.
    let worth = Int128(readCost / forwardCost)
    var (low, high) = (0, count - 1)
    while low < high {
      let middle = low + (high - low) / 2
      guard let steps = Self(slots: slots, reads: middle).forwardSteps(count: count),
        let fewer = Self(slots: slots, reads: middle + 1).forwardSteps(count: count)
      else { return nil }
      if steps - fewer > worth { low = middle + 1 } else { high = middle }
    }
    let best = Self(slots: slots, reads: low)
    return best.forwardSteps(count: count) == nil ? nil : best
  }
}
