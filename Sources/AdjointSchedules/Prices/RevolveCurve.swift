/// Revolve's makespan by the number of backward steps: convex, known in closed form.
///
/// With m slots, beta(m, t) = binomial(m + t, t): between N = beta(m, t - 1) and beta(m, t) each further backward step
/// costs ub + t uf, so that N = beta(m, t) steps cost N ub + m beta(m + 1, t - 1) uf. Reads that cost r each are in
/// ub, less the one r of the first backward step, which reads nothing. Without slots there is N = 1 alone.
///
/// A. Griewank, A. Walther, Algorithm 799: Revolve, ACM TOMS 26 (2000), doi:10.1145/347837.347846.
struct RevolveCurve: Sendable {
  let slots: Int
  let forwardCost: Int
  /// ub, and the cost of the read before it.
  let backwardCost: Int
  /// The cost of the read that the first backward step does without.
  let discount: Int

  /// Returns N = beta(m, t), the most steps with no step advanced more than t times, at most `PriceBound.count`.
  func steps(repetitions: Int) -> Int {
    min(Int(clamping: Binomial.beta(slots, repetitions)), PriceBound.count)
  }

  /// Returns the makespan at N = beta(m, t), or nil when it is beyond all use.
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

/// Where sums of the price engine end: values beyond are those of chains far longer than any that is planned.
enum PriceBound {
  /// More backward steps than any chain has, so small that the sum of two fits 64 bits.
  static let count = 1 << 61
  /// More than the numerator of any price: slopes between two chains of which one costs some times what fits 64 bits. So
  /// small that the product with the backward steps of any chain that is planned fits 128 bits.
  static let numerator = Int128(1) << 65
  /// More than any value, so small that the sum of two fits 128 bits.
  static let value = Int128(1) << 125
}
