/// The numbers beta(m, t) = binomial(m + t, t): the most backward steps that m slots allow when no step runs more than
/// t times.
///
/// Exact, saturating 128-bit integers: a saturated value is larger than any chain, which is all that matters.
enum Binomial {
  static let saturated = Int128.max

  /// Returns beta(m, t), `saturated` if it does not fit, and 0 if m or t is negative.
  ///
  /// - Complexity: O(min(m, t)) operations, and at most 127 of them, since each at least doubles the value.
  static func beta(_ slots: Int, _ repetitions: Int) -> Int128 {
    guard slots >= 0 && repetitions >= 0 else { return 0 }
    let (large, small) = (max(slots, repetitions), min(slots, repetitions))
    var value: Int128 = 1
    var i = 0
    while i < small {
      i += 1
      // binomial(large + i, i): the product is divisible by i, since it is i times a binomial.
      let (product, overflow) = value.multipliedReportingOverflow(by: Int128(large) + Int128(i))
      if overflow { return saturated }
      value = product / Int128(i)
    }
    return value
  }

  /// Returns the least t with beta(m, t) >= `count`: the repetition number of m slots for `count` backward steps.
  ///
  /// - Precondition: `slots` >= 1 and `count` >= 1, and the answer fits 62 bits, as it does for `count` <= 10^18.
  /// - Complexity: O(log t) evaluations of beta, since t is bracketed by doubling and found by bisection.
  static func repetitions(slots: Int, count: Int128) -> Int {
    precondition(slots >= 1 && count >= 1, "a repetition number needs a slot and a backward step")
    if count == 1 { return 0 }
    if slots == 1 { return Int(count - 1) }
    var high = 1
    while beta(slots, high) < count { high *= 2 }
    var low = high / 2
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if beta(slots, middle) < count { low = middle } else { high = middle }
    }
    return high
  }
}

/// A cache of binomials in a small range, for decisions made millions of times.
///
/// - Complexity: at most 2^16 entries; other values cost one evaluation of ``Binomial/beta(_:_:)``, which is rare,
///   since with many repetitions nearly all segments are small.
struct BetaCache: Sendable {
  private let repetitions: Int
  private let slots: Int
  private let entries: [Int]

  init(slots: Int, repetitions: Int) {
    self.slots = min(slots, 255)
    self.repetitions = min(repetitions, (1 << 16) / (self.slots + 1) - 1)
    var entries: [Int] = []
    for m in 0...self.slots {
      for t in 0...self.repetitions { entries.append(Int(clamping: Binomial.beta(m, t))) }
    }
    self.entries = entries
  }

  /// Returns beta(m, t) for m >= 0, at most `Int.max`; 0 if t is negative.
  func beta(_ m: Int, _ t: Int) -> Int {
    if t < 0 { return 0 }
    if m <= slots && t <= repetitions { return entries[m * (repetitions + 1) + t] }
    return Int(clamping: Binomial.beta(m, t))
  }
}
