enum Binomial {
  /// C(m + t, t), saturating.
  static func beta(_ slots: Int, _ repetitions: Int) -> Int {
    var result = 1
    let (small, large) = slots < repetitions ? (slots, repetitions) : (repetitions, slots)
    if small == 0 { return 1 }
    for i in 1...small {
      let (high, low) = result.multipliedFullWidth(by: large + i)
      if high >= i { return Int.max }
      result = i.dividingFullWidth((high, low)).quotient
    }
    return result
  }
}
extension Binomial {
  /// Returns the least t with beta(m, t) >= `steps`.
  static func repetitions(_ slots: Int, steps: Int) -> Int {
    if steps <= 1 { return 0 }
    if slots == 1 { return steps - 1 }
    var high = 1
    while beta(slots, high) < steps { high *= 2 }
    var low = high / 2
    // beta(low) < steps <= beta(high)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if beta(slots, middle) < steps { low = middle } else { high = middle }
    }
    return high
  }
}
