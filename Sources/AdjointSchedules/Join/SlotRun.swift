/// Segments that are reversed by Revolve with `most`, `most` - 1, ... slots, `count` of them: what steps cost that may be
/// shared out among them at will.
///
/// In a segment with s slots beta(s, t) steps, its first included, are run again at most t times. So C(t), the sum of
/// beta(s, t) over the segments, is how many steps are, and N steps that are shared out best are run again
///
///     sum over t >= 0 of max(0, N - C(t))  =  T N - sum over the segments of beta(s + 1, T - 1)
///
/// times, where T >= 1 is the least with C(T) >= N: Revolve's closed form, of one segment, is the case of one. Both sums
/// telescope, since beta(a, t) + ... + beta(b, t) = beta(b, t + 1) - beta(a - 1, t + 1).
///
/// - Complexity: O(log T) binomials a cost, however many segments there are.
struct SlotRun: Hashable, Sendable {
  /// Every sum of lengths is less: 30 branches of 10^18 steps have 3 10^19.
  private static let large = Int128(1) << 65

  let most: Int
  let count: Int

  /// Returns C(t); where it is large, at least 2^65.
  func capacity(_ repetitions: Int) -> Int128 {
    // A binomial that is not large grows by less than 2^61 from t to t + 1: the next fits.
    if Binomial.beta(most, repetitions) >= Self.large { return Self.large }
    return min(Self.large, sum(repetitions))
  }

  /// Returns the sum of beta(s, t) over the segments, whose greatest term is not large.
  func sum(_ repetitions: Int) -> Int128 {
    Binomial.beta(most, repetitions + 1) - Binomial.beta(most - count, repetitions + 1)
  }

  /// The same numbers of slots, each greater by `slots`.
  func raised(by slots: Int) -> SlotRun { SlotRun(most: most + slots, count: count) }
}

extension [SlotRun] {
  /// Returns T, the least number >= 1 of runs again that `steps` steps need when they are shared out best.
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

  /// Returns how many steps are run again in all when `steps` steps, at least as many as segments, are shared out best.
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
