/// The cost of steps distributed freely among `count` segments, reversed by Revolve with `most`, `most` - 1, ... slots.
///
/// In a segment with s slots, beta(s, t) steps, including the first, are rerun at most t times. With C(t) the sum of
/// beta(s, t) over the segments, N steps distributed in the best way are rerun
///
///     sum over t >= 0 of max(0, N - C(t))  =  T N - sum over the segments of beta(s + 1, T - 1)
///
/// times, where T >= 1 is the least with C(T) >= N: Revolve's closed form is the case of a single segment. Both sums
/// telescope, since beta(a, t) + ... + beta(b, t) = beta(b, t + 1) - beta(a - 1, t + 1).
///
/// - Complexity: O(log T) binomials per cost, independent of the number of segments.
struct SlotRun: Hashable, Sendable {
  /// Every sum of lengths is less: a join has less than 2^62 steps.
  private static let large = Int128(1) << 65

  let most: Int
  let count: Int

  /// Returns C(t), or at least 2^65 if it is large.
  func capacity(_ repetitions: Int) -> Int128 {
    // A binomial that is not large grows by less than 2^61 from t to t + 1: the next fits.
    if Binomial.beta(most, repetitions) >= Self.large { return Self.large }
    return min(Self.large, sum(repetitions))
  }

  /// Returns the sum of beta(s, t) over the segments, whose greatest term is not large.
  func sum(_ repetitions: Int) -> Int128 {
    Binomial.beta(most, repetitions + 1) - Binomial.beta(most - count, repetitions + 1)
  }

  /// The same segments with `slots` more slots each.
  func raised(by slots: Int) -> SlotRun { SlotRun(most: most + slots, count: count) }
}

extension [SlotRun] {
  /// Returns T, the least repetition number >= 1 for `steps` steps in the best distribution.
  func repetitions(steps: Int128) -> Int {
    var high = 1
    while !reaches(steps, high) { high *= 2 }
    var low = high / 2
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if reaches(steps, middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// Returns the total reruns of `steps` steps, at least as many as segments, in the best distribution.
  func rerunSteps(steps: Int128) -> Int128 {
    let repetitions = repetitions(steps: steps)
    return Int128(repetitions) * steps - reduce(0) { $0 + $1.raised(by: 1).sum(repetitions - 1) }
  }

  private func reaches(_ steps: Int128, _ repetitions: Int) -> Bool {
    var rest = steps
    for run in self {
      rest -= run.capacity(repetitions)
      if rest <= 0 { return true }
    }
    return false
  }
}
