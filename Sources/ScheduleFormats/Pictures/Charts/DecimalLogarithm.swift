/// Decimal logarithms that are the same on every machine, using only additions, multiplications and divisions.
enum DecimalLogarithm {
  /// Returns the logarithm of a number above 0, to about 14 digits.
  static func of(_ number: Double) -> Double {
    // ln(m) = 2 artanh((m - 1) / (m + 1)) for the significand m in 1 ..< 2.
    let ratio = (number.significand - 1) / (number.significand + 1)
    var (sum, power) = (0.0, ratio)
    for exponent in stride(from: 1.0, through: 31, by: 2) {
      sum += power / exponent
      power *= ratio * ratio
    }
    return (2 * sum + Double(number.exponent) * 0.693_147_180_559_945_3) / 2.302_585_092_994_045_7
  }

  /// Returns 10^`exponent`.
  static func power(_ exponent: Int) -> Double {
    let power = (0..<exponent.magnitude).reduce(1.0) { power, _ in power * 10 }
    return exponent < 0 ? 1 / power : power
  }
}
