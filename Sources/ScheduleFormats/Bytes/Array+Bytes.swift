extension [UInt8] {
  /// Appends the UTF-8 bytes of `text`.
  mutating func append(text: String) {
    append(contentsOf: text.utf8)
  }

  /// Appends `value` in decimal digits.
  ///
  /// - Complexity: O(digits); no allocation while the array has room.
  @inline(__always)
  mutating func append(digitsOf value: Int) {
    if value >= 0 && value < 10 {
      append(ASCII.zero &+ UInt8(truncatingIfNeeded: value))
    } else {
      appendDigits(value)
    }
  }

  private mutating func appendDigits(_ value: Int) {
    if value < 0 { append(ASCII.minus) }
    let start = count
    var rest = value.magnitude
    repeat {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
      append(ASCII.zero &+ UInt8(truncatingIfNeeded: remainder))
      rest = quotient
    } while rest > 0
    self[start...].reverse()
  }
}
