/// Round numbers along an axis: multiples of 1, 2 or 5 times a power of ten.
enum Ticks {
  /// Returns the multiples of the smallest round step in a range that gives at most `most` + 1 of them; the range's
  /// start if there is none.
  ///
  /// - Precondition: The range starts at 0 or above; `most` >= 1.
  static func whole(in range: ClosedRange<Int>, atMost most: Int) -> [Int] {
    let step = step(for: range.upperBound - range.lowerBound, atMost: most)
    let (first, last) = (range.lowerBound / step + (range.lowerBound % step > 0 ? 1 : 0), range.upperBound / step)
    return first > last ? [range.lowerBound] : (first...last).map { $0 * step }
  }

  /// Returns the smallest round step of which at most `most` fit in `last`.
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
