/// Which states a segment stores on a single level whose writes cost something, and what that comes to, in closed form.
///
/// A backward step whose state is *d* left parts deep is advanced over d times. A stored state reached at depth s is
/// split at s, s + 1, s + 2, ...: each right part is one backward step of its depth, or a state stored in its turn, and
/// the last left part is one too. So a stored state turns one backward step of depth s into one of each depth from s on, as far
/// as it goes, and the forward steps are the sum of the depths. Two choices are left, and both are greedy: the states
/// that are stored are those reached at the least depths, since whatever a later one offers the earlier offers a step sooner; and
/// the backward steps are those of the least depths.
///
/// With m slots, the first state's own included, beta(m - 1, r) states can be stored at depths below r, the first
/// one counted (beta(m, t) = binomial(m + t, t)), and offer beta(m, r) backward steps of depths up to r: Revolve's
/// numbers. Every further depth offers one for each state stored.
///
/// What one more stored state saves falls with their number, since it offers greater depths to fewer steps in need of them. So
/// the best number is found by halving.
struct OneLevelShape: Hashable, Sendable {
  /// m, the slot of the segment's own first state included; at least 1.
  var slots: Int
  /// r: every state that can be stored at a depth below r is.
  var full: Int
  /// The states stored at depth r; fewer than could be.
  var extra: Int

  /// One state stored: the first.
  static func single(slots: Int) -> Self { Self(slots: slots, full: 0, extra: 0) }

  /// Creates the shape of `stored` >= 1 states, the first one counted; with one slot there is one.
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

  /// The states stored, the first one counted.
  var stored: Int128 { Binomial.beta(slots - 1, full) + Int128(extra) }

  /// Returns how many backward steps of at most some depth are offered.
  func offered(depth: Int) -> Int128 {
    if depth <= full { return Binomial.beta(slots, depth) }
    return Binomial.beta(slots, full) + Int128(depth - full) * stored
  }

  /// Returns the greatest depth of `count` backward steps.
  func depth(count: Int) -> Int {
    let dense = Binomial.beta(slots, full)
    if Int128(count) <= dense { return Binomial.repetitions(slots: slots, count: Int128(count)) }
    return full + Int((Int128(count) - dense + stored - 1) / stored)
  }

  /// Returns the forward steps that `count` backward steps take: each depth is one less than all those with fewer offered.
  func forwardSteps(count: Int) -> Int128 {
    let depth = depth(count: count)
    let total = Int128(depth) * Int128(count)
    if depth <= full { return total - Binomial.beta(slots + 1, depth - 1) }
    let beyond = Int128(depth - 1 - full)
    return total - Binomial.beta(slots + 1, full) - beyond * Binomial.beta(slots, full)
      - stored * (beyond * (beyond + 1) / 2)
  }

  /// Returns the shape of least cost for `count` backward steps, of equally good ones that with the fewest states stored.
  ///
  /// - Complexity: O(log count) shapes of O(log count) binomials each.
  static func best(count: Int, slots: Int, writeCost: Int, forwardCost: Int) -> Self {
    if slots == 1 || count <= 2 { return single(slots: slots) }
    // One more write pays while it saves more forward steps than this.
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
