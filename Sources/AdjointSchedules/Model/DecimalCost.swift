/// A cost as written by people: an exact decimal number >= 0 with at most nine digits after the point.
///
/// The value is `significand` x 10^-`fractionDigits`. Trailing zeros are dropped, so `2.50` and `2.5` are equal.
/// Planners never see this type; a ``Problem`` converts all its costs to integers on one scale.
public struct DecimalCost: Hashable, Sendable {
  /// The most digits after the point that a cost may have.
  public static let maximumFractionDigits = 9

  public static let zero = DecimalCost(0)
  public static let one = DecimalCost(1)

  /// The digits as an integer >= 0, without trailing zeros after the point.
  public let significand: Int
  /// The digits after the point, in 0 ... 9.
  public let fractionDigits: Int

  /// Creates `significand` x 10^-`fractionDigits`.
  ///
  /// - Precondition: `significand` >= 0 and `fractionDigits` in 0 ... 9.
  public init(_ significand: Int, fractionDigits: Int = 0) {
    precondition(significand >= 0, "a cost is at least 0")
    precondition(
      (0...Self.maximumFractionDigits).contains(fractionDigits), "a cost has at most 9 digits after the point")
    var significand = significand
    var digits = fractionDigits
    while digits > 0 && significand % 10 == 0 {
      significand /= 10
      digits -= 1
    }
    self.significand = significand
    self.fractionDigits = significand == 0 ? 0 : digits
  }

  /// Returns the cost in units of 10^-`scale`, or nil if it does not fit 64 bits.
  ///
  /// - Precondition: `scale` >= `fractionDigits`, so that nothing is rounded.
  public func units(scale: Int) -> Int? {
    precondition(scale >= fractionDigits, "a cost is never rounded")
    var units = significand
    for _ in fractionDigits..<scale {
      let (product, overflow) = units.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      units = product
    }
    return units
  }
}

extension DecimalCost: Comparable {
  /// True if the left cost is less; exact at any scale.
  public static func < (left: DecimalCost, right: DecimalCost) -> Bool { left.billionths < right.billionths }

  /// The cost in units of the finest possible digit; 63 bits times 10^9 fit.
  package var billionths: Int128 {
    (fractionDigits..<Self.maximumFractionDigits).reduce(Int128(significand)) { units, _ in units * 10 }
  }
}

extension DecimalCost: CustomStringConvertible {
  /// The shortest decimal of the cost, such as `59.15`.
  public var description: String {
    if fractionDigits == 0 { return String(significand) }
    let digits = String(significand)
    let padded = String(repeating: "0", count: max(0, fractionDigits + 1 - digits.count)) + digits
    return padded.dropLast(fractionDigits) + "." + padded.suffix(fractionDigits)
  }
}
