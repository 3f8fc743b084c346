/// A move of the descent to the part that is not full: several steps in one direction.
enum DescentStep {
  /// From a segment with m = `slots`, t = `repetitions`, into the right part, `parts` times; each left part passed is
  /// full, with beta(m, t - 1) steps for the slots left there, and t is unchanged.
  case right(slots: Int, repetitions: Int, parts: Int)
  /// Into the left part, `parts` times; each right part passed is full, with beta(m - 1, t - 1) steps, and t decreases.
  case left(slots: Int, repetitions: Int, parts: Int)
}

extension BinomialPlan {
  /// Descends until a segment of `count` backward steps has a single slot or a single repetition left; returns its
  /// slots and steps.
  ///
  /// A segment that is not full, of fewer than beta(m, t) steps, splits into a full part and one of its own kind:
  /// towards the right while beta(m - 2, t) > D for the deficit D = beta(m, t) - N, which stays the same on the way, then
  /// towards the left while N - beta(m, t - 1), which stays the same, is at most beta(m - 1, t - 1).
  ///
  /// - Complexity: O(min(m, t)) turns of O(log) binomials, since each turn decreases both m and t, or ends the loop.
  static func descend(count: Int, slots: Int, _ body: (DescentStep) -> Void) -> (slots: Int, count: Int) {
    var (n, m) = (Int128(count), slots)
    guard n > 1, m > 1 else { return (1, count) }
    var t = Binomial.repetitions(slots: m, count: n)
    while m > 1 && t > 1 {
      let deficit = Binomial.beta(m, t) - n
      let nextSlots = min(m, Binomial.repetitions(slots: t, count: deficit + 1) + 1)
      if nextSlots < m { body(.right(slots: m, repetitions: t, parts: m - nextSlots)) }
      m = nextSlots
      n = Binomial.beta(m, t) - deficit
      if m == 1 { break }
      let excess = n - Binomial.beta(m, t - 1)
      let nextRepetitions = max(1, min(t, Binomial.repetitions(slots: m - 1, count: excess)))
      if nextRepetitions < t { body(.left(slots: m, repetitions: t, parts: t - nextRepetitions)) }
      t = nextRepetitions
      n = Binomial.beta(m, t - 1) + excess
    }
    return (m, Int(n))
  }
}
