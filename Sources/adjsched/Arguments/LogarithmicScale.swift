/// Points at equal ratios, by integer arithmetic: the same on every machine.
enum LogarithmicScale {
  /// Returns both ends and, between them, every number of one digit 1, 2 or 5 and zeros.
  ///
  /// - Precondition: 1 <= `first` <= `last`.
  static func roundNumbers(from first: Int, to last: Int) -> [Int] {
    var values = [first]
    var power: Int128 = 1
    while power < Int128(last) {
      for number in [power, 2 * power, 5 * power] where number > Int128(first) && number < Int128(last) {
        values.append(Int(number))
      }
      power *= 10
    }
    return first == last ? values : values + [last]
  }

  /// Returns `count` numbers from `first` to `last` at ratios as equal as whole numbers allow; some may be the same.
  ///
  /// - Precondition: 1 <= `first` <= `last` and `count` >= 2.
  static func geometric(from first: Int, to last: Int, count: Int) -> [Int] {
    let (low, high) = (logarithm(first), logarithm(last))
    return (0..<count).map { index in
      if index == 0 { return first }
      if index == count - 1 { return last }
      return number(near: low + (high - low) * Int128(index) / Int128(count - 1), from: first, to: last)
    }
  }

  /// Returns the number of the range whose logarithm is nearest to `target`.
  private static func number(near target: Int128, from first: Int, to last: Int) -> Int {
    // logarithm(low) <= target < logarithm(high), where high is inside the range.
    var (low, high) = (first, last)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if logarithm(middle) <= target { low = middle } else { high = middle }
    }
    return target - logarithm(low) <= logarithm(high) - target ? low : high
  }

  /// Returns the binary logarithm in units of 2^-60, rounded down bit by bit.
  static func logarithm(_ number: Int) -> Int128 {
    let exponent = Int.bitWidth - 1 - number.leadingZeroBitCount
    // number / 2^exponent, from 1 up to 2, in units of 2^-62.
    var mantissa = UInt128(number) << UInt128(62 - exponent)
    var bits = Int128(exponent)
    for _ in 0..<60 {
      mantissa = (mantissa * mantissa) >> 62
      bits <<= 1
      if mantissa >> 63 != 0 {
        mantissa >>= 1
        bits |= 1
      }
    }
    return bits
  }
}
