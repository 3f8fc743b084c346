import AdjointSchedules

extension CostText {
  /// Appends the shortest decimal of `units` x 10^-`fractionDigits`.
  ///
  /// - Complexity: O(digits).
  package static func append(_ units: Int, fractionDigits: Int, to bytes: inout [UInt8]) {
    var rest = units.magnitude
    var decimals = max(fractionDigits, 0)
    while decimals > 0 && rest.isMultiple(of: 10) {
      if rest == 0 { decimals = 0 } else { decimals -= 1 }
      rest /= 10
    }
    if units < 0 { bytes.append(ASCII.minus) }
    let start = bytes.count
    // From the last digit to the first, with at least one before the point.
    var written = 0
    while rest > 0 || written <= decimals {
      if written == decimals && decimals > 0 { bytes.append(ASCII.point) }
      bytes.append(ASCII.zero &+ UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
      written += 1
    }
    bytes[start...].reverse()
  }

  /// Returns the shortest decimal of `units` x 10^-`fractionDigits`.
  package static func text(_ units: Int, fractionDigits: Int) -> String {
    var bytes: [UInt8] = []
    append(units, fractionDigits: fractionDigits, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Returns the shortest decimal of a cost.
  static func text(_ cost: DecimalCost) -> String {
    text(cost.significand, fractionDigits: cost.fractionDigits)
  }
}
