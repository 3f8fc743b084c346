/// The states that a segment stores on a single level with costly writes, and the resulting totals, in closed form.
///
/// A backward step whose state is *d* left parts deep is advanced over d times. A stored state reached at depth s is
/// split at s, s + 1, s + 2, ...: each right part is one backward step of its depth, or another stored state, and the
/// last left part is a backward step too. So a stored state turns one backward step of depth s into one of each depth
/// from s on, as far as it goes, and the number of forward steps is the sum of the depths. Two choices remain, both
/// greedy: store the states reached at the smallest depths, since a later one offers the same a step deeper; and use
/// the backward steps of the smallest depths.
///
/// With m slots, including that of the first state, beta(m - 1, r) states can be stored at depths below r, including
/// the first (beta(m, t) = binomial(m + t, t)), and offer beta(m, r) backward steps of depths up to r: Revolve's
/// numbers. Every further depth offers one per stored state.
///
/// The saving of another stored state decreases with their number, since it offers greater depths to fewer steps that
/// need them. So bisection finds the best number.
struct OneLevelShape: Hashable, Sendable {
  /// m, including the slot of the segment's own first state; at least 1.
  var slots: Int
  /// r: every state that can be stored at a depth below r is stored.
  var full: Int
  /// The states stored at depth r; fewer than possible.
  var extra: Int

  /// Only the first state stored.
  static func single(slots: Int) -> Self { Self(slots: slots, full: 0, extra: 0) }

  /// Creates the shape with `stored` >= 1 states, including the first; with one slot there is only one.
  init(slots: Int, stored: Int) {
    var full = 0
    if slots > 1 && stored > 1 {
      full = Binomial.repetitions(slots: slots - 1, count: Int128(stored))
      if Binomial.beta(slots - 1, full) > Int128(stored) { full -= 1 }
    }
    self.init(slots: slots, full: full, extra: slots > 1 ? stored - Int(Binomial.beta(slots - 1, full)) : 0)
  }

  init(slots: Int, full: Int, extra: Int) {
    (self.slots, self.full, self.extra) = (slots, full, extra)
  }

  /// The stored states, including the first.
  var stored: Int128 { Binomial.beta(slots - 1, full) + Int128(extra) }

  /// Returns the number of backward steps offered up to a depth.
  func offered(depth: Int) -> Int128 {
    if depth <= full { return Binomial.beta(slots, depth) }
    return Binomial.beta(slots, full) + Int128(depth - full) * stored
  }

  /// Returns the largest depth among `count` backward steps.
  func depth(count: Int) -> Int {
    let dense = Binomial.beta(slots, full)
    if Int128(count) <= dense { return Binomial.repetitions(slots: slots, count: Int128(count)) }
    return full + Int((Int128(count) - dense + stored - 1) / stored)
  }

  /// Returns the forward steps for `count` backward steps, the sum of their depths.
  func forwardSteps(count: Int) -> Int128 {
    let depth = depth(count: count)
    let total = Int128(depth) * Int128(count)
    if depth <= full { return total - Binomial.beta(slots + 1, depth - 1) }
    let beyond = Int128(depth - 1 - full)
    return total - Binomial.beta(slots + 1, full) - beyond * Binomial.beta(slots, full)
      - stored * (beyond * (beyond + 1) / 2)
  }

  /// Returns the shape of least cost for `count` backward steps; of equally good ones, that with the fewest stored
  /// states.
  ///
  /// - Complexity: O(log count) shapes of O(log count) binomials each.
  static func best(count: Int, slots: Int, writeCost: Int, forwardCost: Int) -> Self {
    if slots == 1 || count <= 2 { return single(slots: slots) }
    // Another write pays off while it saves more forward steps than this.
    let worth = Int128(writeCost / forwardCost)
    let steps = { (stored: Int) in Self(slots: slots, stored: stored).forwardSteps(count: count) }
    var (low, high) = (1, count - 1)
    while low < high {
      let middle = low + (high - low) / 2
      if steps(middle) - steps(middle + 1) > worth { low = middle + 1 } else { high = middle }
    }
    return Self(slots: slots, stored: low)
  }
}
