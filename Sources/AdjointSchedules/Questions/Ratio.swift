/// The ratio of two totals as an exact fraction, compared and rounded by integer arithmetic.
package struct Ratio: Hashable, Sendable {
  package let numerator: Int
  /// 0 if the reference costs nothing; the ratio is then undefined.
  package let denominator: Int

  /// - Precondition: Both are at least 0.
  package init(_ numerator: Int, to denominator: Int) {
    precondition(numerator >= 0 && denominator >= 0, "a ratio of totals is never negative")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Returns the ratio in thousandths, halves rounded up; nil if the denominator is 0 or the result does not fit.
  package var thousandths: Int? {
    if denominator == 0 { return nil }
    let twice = Int128(numerator) * 2000 + Int128(denominator)
    return Int(exactly: twice / (2 * Int128(denominator)))
  }
}
