/// Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten.
enum Ticks {
  /// Returns the multiples of the least round step in 0 ... `last` that are at most `most` beside 0.
  ///
  /// - Precondition: `last` >= 0, `most` >= 1.
  static func whole(through last: Int, atMost most: Int) -> [Int] {
    let step = step(for: last, atMost: most)
    return (0...last / step).map { $0 * step }
  }

  /// Returns the least round step of which at most `most` fit into `last`.
  static func step(for last: Int, atMost most: Int) -> Int {
    var power = 1
    while true {
      for factor in [1, 2, 5] {
        let (step, overflow) = power.multipliedReportingOverflow(by: factor)
        if overflow { return last }
        if last / step <= most { return step }
      }
      let (next, overflow) = power.multipliedReportingOverflow(by: 10)
      if overflow { return last }
      power = next
    }
  }
}
