/// A price for each backward step, as a fraction in lowest terms.
///
/// All values at a price are multiplied by its denominator, which makes them integers.
struct Price: Hashable, Sendable {
  let numerator: Int128
  let denominator: Int

  /// Returns numerator / denominator in lowest terms, or nil if it is out of range.
  init?(_ numerator: Int128, _ denominator: Int128) {
    let divisor = greatestDivisor(numerator, denominator)
    guard numerator / divisor < PriceBound.numerator, denominator / divisor < Int128(PriceBound.count) else {
      return nil
    }
    self.numerator = numerator / divisor
    self.denominator = Int(denominator / divisor)
  }

  /// Returns `cost` on the scale of the values.
  func scaled(_ cost: Int) -> Int128 { Int128(cost) * Int128(denominator) }
}
