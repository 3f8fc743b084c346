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
    if slots == 0 || repetitions < 0 { return repetitions < 0 ? 0 : 1 }
    return min(Binomial.beta(slots, repetitions), PriceBound.count)
  }

  /// Returns the makespan at N = beta(m, t), or nil when it is beyond all use.
  func cost(repetitions: Int) -> Int128? {
    let count = steps(repetitions: repetitions)
    if count >= PriceBound.count { return nil }
    var advances: Int128 = 0
    if slots > 0 && repetitions > 0 {
      let beta = Binomial.beta(slots + 1, repetitions - 1)
      if beta == Int.max { return nil }
      advances = Int128(slots) * Int128(beta)
    }
    let (forward, overflow) = advances.multipliedReportingOverflow(by: Int128(forwardCost))
    if overflow || forward >= PriceBound.value { return nil }
    return forward + Int128(count) * Int128(backwardCost) - Int128(discount)
  }

  /// Returns the makespan of `count` backward steps, or nil when no schedule exists or it does not fit 64 bits.
  func makespan(steps count: Int) -> Int? {
    if count == 1 { return backwardCost - discount }
    if slots == 0 { return nil }
    let repetitions = Binomial.repetitions(slots, steps: count)
    guard let full = cost(repetitions: repetitions - 1) else { return nil }
    let marginal = Int128(backwardCost) + Int128(repetitions) * Int128(forwardCost)
    let (rest, overflow) = marginal.multipliedReportingOverflow(
      by: Int128(count - steps(repetitions: repetitions - 1)))
    return overflow || rest >= PriceBound.value ? nil : Int(exactly: full + rest)
  }
}

/// Where sums of the price engine end: values beyond are those of chains far longer than any that is planned.
enum PriceBound {
  /// More backward steps than any chain has, so small that the sum of two fits 64 bits.
  static let count = 1 << 61
  /// More than any value, so small that the sum of two fits 128 bits.
  static let value = Int128(1) << 125
}
