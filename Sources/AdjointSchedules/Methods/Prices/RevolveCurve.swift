/// Revolve's makespan by the number of backward steps: convex, known in closed form.
///
/// With m slots, beta(m, t) = binomial(m + t, t): between N = beta(m, t - 1) and beta(m, t) each further backward step
/// costs ub + t uf, so that N = beta(m, t) steps cost N ub + m beta(m + 1, t - 1) uf. The cost r of a read is included
/// in ub, minus r once, since the first backward step reads nothing. Without slots, only N = 1 is possible.
///
/// A. Griewank, A. Walther, Algorithm 799: Revolve, ACM TOMS 26 (2000), doi:10.1145/347837.347846.
struct RevolveCurve: Sendable {
  let slots: Int
  let forwardCost: Int
  /// ub plus the cost of the read before it.
  let backwardCost: Int
  /// The cost of the read that the first backward step does not need.
  let discount: Int

  /// Returns N = beta(m, t), the most steps with no step advanced more than t times, at most `PriceBound.count`.
  func steps(repetitions: Int) -> Int {
    min(Int(clamping: Binomial.beta(slots, repetitions)), PriceBound.count)
  }

  /// Returns the makespan at N = beta(m, t), or nil if it is too large to matter.
  func cost(repetitions: Int) -> Int128? {
    let count = steps(repetitions: repetitions)
    let beta = Binomial.beta(slots + 1, repetitions - 1)
    if count >= PriceBound.count || beta > PriceBound.value { return nil }
    let (advances, overflow) = beta.multipliedReportingOverflow(by: Int128(slots))
    let (forward, isTooLarge) = advances.multipliedReportingOverflow(by: Int128(forwardCost))
    if overflow || isTooLarge || forward >= PriceBound.value { return nil }
    return forward + Int128(count) * Int128(backwardCost) - Int128(discount)
  }
}

/// The limits of sums in planning by prices: larger values belong to chains far longer than any that is planned.
enum PriceBound {
  /// More backward steps than any chain has, but small enough that the sum of two fits 64 bits.
  static let count = 1 << 61
  /// More than the numerator of any price, a slope between two chains of which one may cost several times 64 bits.
  /// Small enough that its product with the backward steps of any planned chain fits 128 bits.
  static let numerator = Int128(1) << 65
  /// More than any value, but small enough that the sum of two fits 128 bits.
  static let value = Int128(1) << 125
}
