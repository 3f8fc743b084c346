/// Where the part lies that is not full: how often in a row the descent goes one way.
enum DescentStep {
  /// From a segment of m = `slots`, t = `repetitions` into the right part, `parts` times; each left part passed by is
  /// full, of beta(m, t - 1) steps with the slots that are left there, and t stays.
  case right(slots: Int, repetitions: Int, parts: Int)
  /// Into the left part, `parts` times; each right part passed by is full, of beta(m - 1, t - 1) steps, and t falls.
  case left(slots: Int, repetitions: Int, parts: Int)
}

extension BinomialPlan {
  /// Goes down to where a segment of `count` backward steps has a single slot or a single repetition left, and returns
  /// the slots and the steps there.
  ///
  /// A segment that is not full, of fewer than beta(m, t) steps, splits into a full part and one of its own kind:
  /// towards the right while beta(m - 2, t) > D for the deficit D = beta(m, t) - N, which stays the same on the way, then
  /// towards the left while N - beta(m, t - 1), which stays the same, is at most beta(m - 1, t - 1).
  ///
  /// - Complexity: O(min(m, t)) turns of O(log) binomials, since each turn lessens both m and t, or ends.
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
