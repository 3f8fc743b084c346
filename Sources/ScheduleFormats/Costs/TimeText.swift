import AdjointSchedules

/// Times as text: a decimal number and a unit, such as `350ms`. As a cost, a time is its number of seconds.
package enum TimeText {
  /// The units, for messages.
  package static let unitNames = "ns, us, ms, s, min, h, d"

  /// Seconds for each unit that is at least one.
  private static let seconds: [(unit: String, factor: Int)] = [("s", 1), ("min", 60), ("h", 3600), ("d", 86_400)]
  /// The number of digits by which the point moves left, for units below a second.
  private static let fractions: [(unit: String, factor: Int)] = [("ms", 3), ("us", 6), ("ns", 9)]

  /// True if the text is a number and a unit of time, whatever its size and precision.
  package static func isTime(_ text: String) -> Bool { split(text, seconds + fractions) != nil }

  /// Returns the time in seconds, rounded to nine digits after the point, halves up; nil if the text is not a time. A
  /// blank before the unit is allowed.
  ///
  /// - Parameter otherUnits: More units, with the seconds of each.
  /// - Throws: ``CostTextError`` if the seconds do not fit a cost.
  /// - Complexity: O(bytes).
  package static func rounded(
    _ text: String, otherUnits: [(unit: String, factor: Int)] = []
  ) throws(CostTextError) -> (cost: DecimalCost, isRounded: Bool)? {
    let seconds = seconds + otherUnits
    guard let (number, unit) = split(text, seconds + fractions) else { return nil }
    if let digits = fractions.first(where: { $0.unit == unit })?.factor {
      return try CostText.rounded(number + Array("e-\(digits)".utf8))
    }
    return try CostText.rounded(product(number, seconds.first { $0.unit == unit }?.factor ?? 1))
  }

  /// Splits a number, digits with at most one point, from its unit.
  private static func split(
    _ text: String, _ units: [(unit: String, factor: Int)]
  ) -> (number: [UInt8], unit: String)? {
    let bytes = Array(text.utf8)
    let number = bytes.prefix { ASCII.digit($0) != nil || $0 == ASCII.point }
    let parts = number.split(separator: ASCII.point, omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    let name = bytes[number.count...].drop { $0 == ASCII.space }
    // Compared as bytes, because Swift strings treat several spellings as equal.
    guard let unit = units.first(where: { $0.unit.utf8.elementsEqual(name) })?.unit else { return nil }
    return (Array(number), unit)
  }

  /// Multiplies a decimal number digit by digit, so that the product is exact for any number of digits.
  private static func product(_ number: [UInt8], _ factor: Int) -> [UInt8] {
    var carry = 0
    var reversed: [UInt8] = []
    for byte in number.reversed() {
      guard let digit = ASCII.digit(byte) else {
        reversed.append(byte)
        continue
      }
      carry += digit * factor
      reversed.append(ASCII.zero + UInt8(carry % 10))
      carry /= 10
    }
    while carry > 0 {
      reversed.append(ASCII.zero + UInt8(carry % 10))
      carry /= 10
    }
    return reversed.reversed()
  }
}
