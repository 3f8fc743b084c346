import AdjointSchedules

/// Readable numbers: from five digits on, the digits before the point are in groups of three.
package enum GroupedNumber {
  /// A no-break space.
  package static let noBreakSpace = "\u{A0}"

  /// Returns a decimal number with `separator` between its digit groups.
  package static func text(_ number: String, separator: String = noBreakSpace) -> String {
    let digits = number.prefix { $0.isNumber }
    guard digits.count > 4 else { return number }
    var groups: [Substring] = []
    var rest = digits
    while !rest.isEmpty {
      groups.append(rest.suffix(3))
      rest = rest.dropLast(3)
    }
    return groups.reversed().joined(separator: separator) + number.dropFirst(digits.count)
  }

  static func text(_ number: Int, separator: String = noBreakSpace) -> String {
    text(String(number), separator: separator)
  }

  /// Returns a cost in units of 10^-`fractionDigits`.
  static func cost(_ units: Int, fractionDigits: Int, separator: String = noBreakSpace) -> String {
    text(CostText.text(units, fractionDigits: fractionDigits), separator: separator)
  }
}
