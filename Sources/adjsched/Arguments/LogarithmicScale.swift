/// Points at equal ratios, by integer arithmetic: the same on every machine.
enum LogarithmicScale {
  /// Returns both ends and every number in between that is 1, 2 or 5 times a power of ten.
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

  /// Returns `count` numbers from `first` to `last` at ratios as equal as whole numbers allow; some may repeat.
  ///
  /// - Precondition: 1 <= `first` <= `last` and `count` >= 2.
  static func geometric(from first: Int, to last: Int, count: Int) -> [Int] {
    let (low, high) = (logarithm(first), logarithm(last))
    var values = [first]
    for index in 1..<count - 1 {
      let target = low + (high - low) * Int128(index) / Int128(count - 1)
      values.append(number(near: target, from: values[index - 1], to: last, guess: guess(after: values, atMost: last)))
    }
    return values + [last]
  }

  /// Estimates the next of several numbers at equal ratios, which makes a million of them take only a second.
  private static func guess(after values: [Int], atMost last: Int) -> Int {
    guard values.count > 1, case (let a, let b) = (values[values.count - 2], values[values.count - 1]), b > a else {
      return values[values.count - 1]
    }
    // The differences have that ratio too.
    let difference = Int128(b - a)
    let next = Int128(b) + difference * Int128(b) / Int128(a)
    return Int(min(next, Int128(last)))
  }

  /// Returns the number of the range whose logarithm is nearest to `target`, looking about `guess` first.
  ///
  /// - Precondition: The logarithm of `first` is at most `target`, and that of `last` at least.
  private static func number(near target: Int128, from first: Int, to last: Int, guess: Int) -> Int {
    // logarithm(low) <= target < logarithm(high), where high is inside the range.
    var (low, high) = (first, last)
    var step = 1
    if logarithm(guess) <= target {
      low = guess
      while low < high - step, case let next = low + step {
        if logarithm(next) > target {
          high = next
          break
        }
        low = next
        step *= 2
      }
    } else {
      high = guess
      while low < high - step, case let next = high - step {
        if logarithm(next) <= target {
          low = next
          break
        }
        high = next
        step *= 2
      }
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
