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
    var (before, number) = (first, first)
    return (0..<count).map { index in
      if index == 0 { return first }
      if index == count - 1 { return last }
      let target = low + (high - low) * Int128(index) / Int128(count - 1)
      // The ratio of the two before is about that to the next: a guess, which only saves looking.
      let guess = Int128(number) * Int128(number) / Int128(before)
      before = number
      number = Self.number(near: target, from: first, to: last, guess: Int(clamping: guess))
      return number
    }
  }

  /// Returns the number of the range whose logarithm is nearest to `target`.
  ///
  /// - Complexity: O(log d) logarithms for a guess that is wrong by d.
  private static func number(near target: Int128, from first: Int, to last: Int, guess: Int) -> Int {
    // logarithm(low) <= target < logarithm(high), as it is for the ends of the range, which need not be looked at.
    var (low, high) = (first, last)
    var step = 1
    var next = min(max(guess, first), last)
    while next > low && next < high {
      if logarithm(next) <= target {
        low = next
        next = last - next > step ? next + step : last
      } else {
        high = next
        next = next - first > step ? next - step : first
      }
      step *= 2
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if logarithm(middle) <= target { low = middle } else { high = middle }
    }
    return target - logarithm(low) <= logarithm(high) - target ? low : high
  }

  /// Returns the binary logarithm in units of 2^-60, rounded down bit by bit.
  static func logarithm(_ number: Int) -> Int128 {
    let exponent = Int.bitWidth - 1 - number.leadingZeroBitCount
    // number / 2^exponent, from 1 up to 2, in units of 2^-62: its square has 64 bits then.
    var mantissa = UInt64(number) << UInt64(62 - exponent)
    var fraction: Int64 = 0
    for _ in 0..<60 {
      let (high, low) = mantissa.multipliedFullWidth(by: mantissa)
      mantissa = high << 2 | low >> 62
      fraction <<= 1
      if mantissa >> 63 != 0 {
        mantissa >>= 1
        fraction |= 1
      }
    }
    return Int128(exponent) << 60 + Int128(fraction)
  }
}
