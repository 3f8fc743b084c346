/// Decimal digits of integers, eight at a time.
enum Digits {
  /// Writes `value` at `end` and returns the end after it.
  ///
  /// - Precondition: `value` >= 0, as for all step numbers; otherwise its magnitude is written.
  @inline(__always)
  static func write(_ value: Int, to raw: inout MutableRawSpan, at end: Int) -> Int {
    let value = UInt64(value.magnitude)
    if value < 100_000_000 { return writeFirst(value, to: &raw, at: end) }
    return writeLong(value, to: &raw, at: end)
  }

  private static func writeLong(_ value: UInt64, to raw: inout MutableRawSpan, at end: Int) -> Int {
    let (high, low) = value.quotientAndRemainder(dividingBy: 100_000_000)
    let middle = write(Int(high), to: &raw, at: end)
    raw.storeBytes(of: (digits(low) | zeros).littleEndian, toByteOffset: middle, as: UInt64.self)
    return middle + 8
  }

  /// Writes a value below 10^8 without leading zeros.
  @inline(__always)
  private static func writeFirst(_ value: UInt64, to raw: inout MutableRawSpan, at end: Int) -> Int {
    let digits = digits(value)
    // The first digit is in the lowest byte; for zero the last digit stays.
    let leading = min(digits.trailingZeroBitCount >> 3, 7)
    let word = (digits | zeros) >> UInt64(truncatingIfNeeded: leading << 3)
    raw.storeBytes(of: word.littleEndian, toByteOffset: end, as: UInt64.self)
    return end &+ 8 &- leading
  }

  private static var zeros: UInt64 { 0x3030_3030_3030_3030 }

  /// Returns the eight digits of a value below 10^8, one per byte, the first in the lowest byte.
  ///
  /// The halves of the value are divided in parallel in one word: by 10^4, by 100, by 10. A division of x < 10^4 by 100
  /// is x * 10486 >> 20, and of x < 100 by 10 is x * 103 >> 10; `DigitsTests` tries all of them.
  @inline(__always)
  static func digits(_ value: UInt64) -> UInt64 {
    let high = value / 10_000
    let fours = high | (value &- high &* 10_000) << 32
    let hundreds = (fours &* 10_486) >> 20 & 0x0000_007F_0000_007F
    let twos = hundreds | (fours &- hundreds &* 100) << 16
    let tens = (twos &* 103) >> 10 & 0x000F_000F_000F_000F
    return tens | (twos &- tens &* 10) << 8
  }
}
