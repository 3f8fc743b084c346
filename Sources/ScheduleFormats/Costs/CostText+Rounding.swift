import AdjointSchedules

extension CostText {
  /// Parses a cost and rounds it to nine digits after the point, halves up.
  ///
  /// The decimal digits themselves are rounded: 0.0000000005 is 0.000000001, and 1.2e-05 is exact.
  ///
  /// - Complexity: O(bytes).
  package static func rounded(_ text: [UInt8]) throws(CostTextError) -> (cost: DecimalCost, isRounded: Bool) {
    do throws(CostTextError) {
      return (try parse(text), false)
    } catch .tooManyDigits {
      return (try round(text), true)
    } catch {
      throw error
    }
  }

  /// Parses a cost and rounds it to nine digits after the point, halves up.
  package static func rounded(_ text: String) throws(CostTextError) -> (cost: DecimalCost, isRounded: Bool) {
    try rounded(Array(text.utf8))
  }

  /// Rounds a valid number > 0 that has too many digits.
  private static func round(_ text: [UInt8]) throws(CostTextError) -> DecimalCost {
    let mantissa = text.prefix { $0 != ASCII.lowerE && $0 != ASCII.upperE }
    let digits = mantissa.compactMap(ASCII.digit)
    let before = mantissa.prefix { $0 != ASCII.point }.count
    var exponent = 0
    for digit in text.dropFirst(mantissa.count).compactMap(ASCII.digit) {
      exponent = min(exponent * 10 + digit, CostText.largestExponent)
    }
    if text.dropFirst(mantissa.count + 1).first == ASCII.minus { exponent = -exponent }
    // This many digits are before the cut; the last nonzero digit is after it.
    let kept = before + exponent + DecimalCost.maximumFractionDigits
    if kept < 0 { return .zero }
    var units = 0
    for digit in digits.prefix(kept) {
      let (product, productOverflow) = units.multipliedReportingOverflow(by: 10)
      let (sum, sumOverflow) = product.addingReportingOverflow(digit)
      if productOverflow || sumOverflow { throw .tooLarge }
      units = sum
    }
    if kept < digits.count && digits[kept] >= 5 {
      let (sum, overflow) = units.addingReportingOverflow(1)
      if overflow { throw .tooLarge }
      units = sum
    }
    return DecimalCost(units, fractionDigits: DecimalCost.maximumFractionDigits)
  }
}
