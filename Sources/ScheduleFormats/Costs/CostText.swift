import AdjointSchedules

/// Costs as text: exact decimals in, shortest decimals out.
package enum CostText {
  /// Exponents are clamped here; beyond it the value is out of range whatever the digits are.
  static let largestExponent = 1_000_000_000_000

  /// Parses a cost: digits, optionally a point and digits, optionally an exponent.
  ///
  /// The value is exact. `2.50`, `2.5` and `25e-1` are the same cost; trailing zeros do not count as digits after
  /// the point. Blanks, signs other than `-`, a point without digits on both sides, `inf` and `nan` are not numbers.
  ///
  /// - Complexity: O(bytes), each visited once; no allocation.
  package static func parse(_ text: some Sequence<UInt8>) throws(CostTextError) -> DecimalCost {
    var parser = CostParser()
    for byte in text {
      try parser.accept(byte)
    }
    return try parser.finish()
  }

  /// Parses a cost.
  package static func parse(_ text: String) throws(CostTextError) -> DecimalCost {
    try parse(text.utf8)
  }
}

/// A decimal number being parsed, byte by byte.
private struct CostParser {
  private enum State {
    case start, sign, integer, point, fraction, exponentStart, exponentSign, exponent
  }

  private var state = State.start
  private var isNegative = false
  private var isExponentNegative = false
  private var significand = 0
  private var isTooLarge = false
  /// Zeros after the last nonzero digit; they count only if another nonzero digit follows.
  private var pendingZeros = 0
  private var fractionDigits = 0
  private var exponent = 0

  mutating func accept(_ byte: UInt8) throws(CostTextError) {
    let digit = ASCII.digit(byte)
    switch (state, byte) {
    case (.start, ASCII.minus):
      isNegative = true
      state = .sign
    case (.start, _) where digit != nil, (.sign, _) where digit != nil, (.integer, _) where digit != nil:
      append(digit ?? 0)
      state = .integer
    case (.integer, ASCII.point):
      state = .point
    case (.point, _) where digit != nil, (.fraction, _) where digit != nil:
      append(digit ?? 0)
      fractionDigits += 1
      state = .fraction
    case (.integer, ASCII.lowerE), (.integer, ASCII.upperE), (.fraction, ASCII.lowerE), (.fraction, ASCII.upperE):
      state = .exponentStart
    case (.exponentStart, ASCII.minus), (.exponentStart, ASCII.plus):
      isExponentNegative = byte == ASCII.minus
      state = .exponentSign
    case (.exponentStart, _) where digit != nil, (.exponentSign, _) where digit != nil,
      (.exponent, _) where digit != nil:
      exponent = min(exponent * 10 + (digit ?? 0), CostText.largestExponent)
      state = .exponent
    default:
      throw .notANumber
    }
  }

  func finish() throws(CostTextError) -> DecimalCost {
    guard state == .integer || state == .fraction || state == .exponent else { throw .notANumber }
    if significand == 0 { return .zero }
    if isNegative { throw .negative }
    // The value is significand x 10^power, and the significand does not end in a zero.
    var power = (isExponentNegative ? -exponent : exponent) - fractionDigits + pendingZeros
    if power < -DecimalCost.maximumFractionDigits { throw .tooManyDigits }
    if isTooLarge { throw .tooLarge }
    var significand = significand
    while power > 0 {
      let (product, overflow) = significand.multipliedReportingOverflow(by: 10)
      if overflow { throw .tooLarge }
      significand = product
      power -= 1
    }
    return DecimalCost(significand, fractionDigits: -power)
  }

  private mutating func append(_ digit: Int) {
    if digit == 0 {
      if significand > 0 { pendingZeros += 1 }
      return
    }
    while pendingZeros > 0 && !isTooLarge {
      shift(adding: 0)
      pendingZeros -= 1
    }
    shift(adding: digit)
    // Once the number is too large, only the place of the last digit matters: this one.
    pendingZeros = 0
  }

  private mutating func shift(adding digit: Int) {
    let (product, productOverflow) = significand.multipliedReportingOverflow(by: 10)
    let (sum, sumOverflow) = product.addingReportingOverflow(digit)
    if productOverflow || sumOverflow {
      isTooLarge = true
    } else if !isTooLarge {
      significand = sum
    }
  }
}

extension DecimalCost {
  /// Creates a cost from text: digits, optionally a point and digits, optionally an exponent.
  ///
  /// The value is exact: `2.50`, `2.5` and `25e-1` are the same cost.
  ///
  ///     let cost = try DecimalCost("0.25")
  ///     print(cost)  // 0.25
  ///
  /// - Parameter text: The decimal number, without blanks around it.
  /// - Throws: `CostTextError` if it is not a decimal number >= 0, has more than nine digits after the point, or does
  ///   not fit 64 bits.
  public init(_ text: String) throws(CostTextError) {
    self = try CostText.parse(text)
  }
}
