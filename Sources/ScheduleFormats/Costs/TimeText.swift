import AdjointSchedules

/// Times as text: a decimal number and a unit, such as `350ms`. As a cost a time is its number of seconds.
public enum TimeText {
  /// The units, for messages.
  public static let unitNames = "ns, us, ms, s, min, h, d"

  /// Seconds for each unit that is at least one.
  private static let seconds: [(unit: String, factor: Int)] = [("s", 1), ("min", 60), ("h", 3600), ("d", 86_400)]
  /// Digits by which the point moves to the left for each unit below a second.
  private static let fractions: [(unit: String, factor: Int)] = [("ms", 3), ("us", 6), ("ns", 9)]

  /// True when the text is a number and a unit of time, however large or fine.
  public static func isTime(_ text: String) -> Bool {
    SizeText.split(text, seconds + fractions) != nil
  }

  /// Returns the number of seconds, a blank between number and unit or not; nil when the text is no time.
  ///
  /// - Throws: ``CostTextError`` when the seconds do not fit a cost.
  /// - Complexity: O(bytes), each looked at once.
  public static func parse(_ text: String) throws(CostTextError) -> DecimalCost? {
    if let (number, digits) = SizeText.split(text, fractions) {
      guard let cost = number.dividedByPower(digits) else { throw .tooManyDigits }
      return cost
    }
    guard let (number, factor) = SizeText.split(text, seconds) else { return nil }
    let (product, overflow) = number.significand.multipliedReportingOverflow(by: factor)
    if overflow { throw .tooLarge }
    return DecimalCost(product, fractionDigits: number.fractionDigits)
  }
}

extension DecimalCost {
  /// Returns the cost divided by 10^`digits`, or nil when that has more digits after the point than a cost may have.
  fileprivate func dividedByPower(_ digits: Int) -> DecimalCost? {
    var (significand, fractionDigits) = (significand, fractionDigits + digits)
    while fractionDigits > Self.maximumFractionDigits && significand.isMultiple(of: 10) {
      if significand == 0 { return .zero }
      significand /= 10
      fractionDigits -= 1
    }
    return fractionDigits > Self.maximumFractionDigits ? nil : DecimalCost(significand, fractionDigits: fractionDigits)
  }
}
