/// A price for each backward step, as a fraction in lowest terms.
///
/// All values at a price are multiplied by its denominator, so that they are integers.
struct Price: Hashable, Sendable {
  let numerator: Int
  let denominator: Int

  /// Returns numerator / denominator in lowest terms, or nil when that does not fit 64 bits.
  init?(_ numerator: Int128, _ denominator: Int128) {
    let divisor = greatestDivisor(numerator, denominator)
    guard let top = Int(exactly: numerator / divisor), let bottom = Int(exactly: denominator / divisor),
      bottom < PriceBound.count
    else { return nil }
    self.numerator = top
    self.denominator = bottom
  }

  /// Returns `cost` on the scale of the values.
  func scaled(_ cost: Int) -> Int128 { Int128(cost) * Int128(denominator) }
}
