/// How often to read the first state of a segment from disk, with m slots of free memory, and the resulting totals, in
/// closed form.
///
/// Read k times, the state divides the segment into k + 1 parts, each reversed by Revolve with all m slots; the i-th
/// from the right has been advanced over i times before. So of depth d, the number of forward runs over a step before
/// it is reversed, the part offers beta(m - 1, d - i) backward steps (beta(m, t) = binomial(m + t, t)), all parts
/// together
///
///     beta(m, d) - beta(m, d - k - 1),
///
/// and the backward steps are those of the least depths. Another part offers the same as the previous one a step
/// deeper, so its saving decreases with k, and bisection finds the best k.
struct ReadSegmentShape: Hashable, Sendable {
  /// m, at least 1.
  var slots: Int
  /// k
  var reads: Int

  /// Returns the number of backward steps offered up to a depth, saturated.
  func offered(depth: Int) -> Int128 {
    let all = Binomial.beta(slots + 1, depth)
    return all == Binomial.saturated ? all : all - Binomial.beta(slots + 1, depth - reads - 1)
  }

  /// Returns the largest depth among `count` backward steps.
  func depth(count: Int) -> Int {
    if count == 1 { return 0 }
    // The depth without reads.
    var (low, high) = (0, Binomial.repetitions(slots: slots, count: Int128(count)))
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if offered(depth: middle) < Int128(count) { low = middle } else { high = middle }
    }
    return high
  }

  /// Returns the forward steps for `count` backward steps, or nil if an intermediate value does not fit 128 bits.
  func forwardSteps(count: Int) -> Int128? {
    let depth = depth(count: count)
    let all = Binomial.beta(slots + 2, depth - 1)
    if all == Binomial.saturated { return nil }
    return Int128(depth) * Int128(count) - (all - Binomial.beta(slots + 2, depth - reads - 2))
  }

  /// Returns the shape of least cost for `count` backward steps; of equally good ones, that with the fewest reads; nil
  /// if it does not fit 128 bits.
  ///
  /// - Precondition: `slots` >= 1.
  /// - Complexity: O(log(count)^2) binomials.
  static func best(count: Int, slots: Int, readCost: Int, forwardCost: Int) -> Self? {
    let slots = max(1, min(slots, count - 1))
    // Of free steps none are worth saving.
    if forwardCost == 0 {
      let shape = Self(slots: slots, reads: 0)
      return shape.forwardSteps(count: count) == nil ? nil : shape
    }
    // Another read pays off while it saves more forward steps than this.
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
