import AdjointSchedules

/// Sizes as text: a decimal number and a unit of bytes, such as `1.5 GiB`.
package enum SizeText {
  /// Bytes for each unit.
  package static let units: [(unit: String, factor: Int)] = [
    ("B", 1), ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40), ("kB", 1000), ("MB", 1_000_000),
    ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
  ]

  /// A number of bytes, not necessarily whole, as an exact fraction.
  package struct Bytes: Sendable {
    let numerator: Int128
    let denominator: Int128

    /// The number as an integer, or nil if it is not whole or does not fit 64 bits.
    package var exact: Int? {
      numerator % denominator == 0 ? Int(exactly: numerator / denominator) : nil
    }

    /// The number rounded down, or nil if it does not fit 64 bits.
    package var roundedDown: Int? { Int(exactly: numerator / denominator) }

    /// The number rounded up, or nil if it does not fit 64 bits.
    package var roundedUp: Int? { Int(exactly: (numerator + denominator - 1) / denominator) }
  }

  /// Returns the size given by `text`, with or without a blank before the unit; nil if it is not a size.
  ///
  /// - Complexity: O(bytes), each visited once.
  package static func parse(_ text: String) -> Bytes? {
    guard let (number, factor) = split(text, units) else { return nil }
    var denominator: Int128 = 1
    for _ in 0..<number.fractionDigits { denominator *= 10 }
    // 63 bits times 40 fit.
    return Bytes(numerator: Int128(number.significand) * Int128(factor), denominator: denominator)
  }

  /// Splits a number from its unit, with or without blanks in between; nil if either is invalid.
  ///
  /// Units are compared as bytes, because Swift strings treat the kelvin sign, U+212A, as a K.
  package static func split(
    _ text: String, _ units: [(unit: String, factor: Int)]
  ) -> (number: DecimalCost, factor: Int)? {
    guard let start = text.firstIndex(where: { !$0.isNumber && $0 != "." }) else { return nil }
    let name = text[start...].drop { $0 == " " }
    guard let unit = units.first(where: { $0.unit.utf8.elementsEqual(name.utf8) }),
      let number = try? CostText.parse(text[..<start].utf8)
    else { return nil }
    return (number, unit.factor)
  }

  /// Returns a number of bytes in the largest unit that fits, truncated to one decimal.
  package static func text(_ bytes: Int) -> String {
    let units = ["TiB", "GiB", "MiB", "KiB"]
    for (index, unit) in units.enumerated() {
      let factor = 1 << (10 * (units.count - index))
      if bytes < factor { continue }
      let (whole, rest) = bytes.quotientAndRemainder(dividingBy: factor)
      let tenth = rest / (factor / 10)
      return rest == 0 ? "\(whole) \(unit)" : "\(whole).\(min(tenth, 9)) \(unit)"
    }
    return "\(bytes) B"
  }
}

extension JSONScanner {
  /// Returns the size at `path`: an integer number of bytes, or a string with a unit.
  mutating func size(_ path: @autoclosure () -> String) throws(ReadError) -> Int {
    guard try skipBlanks() == ASCII.quote else {
      return try integer(path(), orIfNeither: "an integer number of bytes or a string such as \"1.5 GiB\"")
    }
    let text = try string(path())
    guard let bytes = SizeText.parse(text) else {
      throw .format(
        path(), "\"\(PrintableText.line(text, limit: 60))\" is not a size; write one such as \"1.5 GiB\" or \"96 MB\"")
    }
    guard let exact = bytes.exact else {
      throw .format(
        path(),
        "\"\(PrintableText.line(text, limit: 60))\" is \(bytes.roundedUp == nil ? "more than 64 bits of bytes" : "not a whole number of bytes")"
      )
    }
    return exact
  }

  /// Returns one size, or the array of the steps' sizes.
  mutating func sizes(_ path: String) throws(ReadError) -> StepSize {
    guard try skipBlanks() == ASCII.openBracket else { return .uniform(try size(path)) }
    try enterArray(path)
    var sizes: [Int] = []
    while try hasElement() {
      sizes.append(try size("\(path)[\(sizes.count)]"))
    }
    return .each(sizes)
  }
}
