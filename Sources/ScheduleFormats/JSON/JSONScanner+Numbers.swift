import AdjointSchedules

extension JSONScanner {
  /// Returns the integer >= 0 at `path`; `1e3` and `5.0` are integers too.
  mutating func integer(
    _ path: @autoclosure () -> String, orNullFor null: String? = nil, orIfNeither kinds: String? = nil
  ) throws(ReadError) -> Int {
    let first = try skipBlanks()
    if let number = plainInteger() {
      index = number.end
      return number.value
    }
    guard let first, ASCII.digit(first) != nil else {
      if first == ASCII.minus {
        text.removeAll(keepingCapacity: true)
        return try finishInteger(path())
      }
      throw try wrongType(path(), kinds ?? null.map { "an integer >= 0, or null for \($0)" } ?? "an integer >= 0")
    }
    var value = 0
    var count = 0
    // 18 digits cannot overflow.
    while count < 18, let byte = try peek(), let digit = ASCII.digit(byte) {
      value = value &* 10 &+ digit
      count += 1
      advance()
    }
    if count > 1 && first == ASCII.zero { throw .format(place, "the number before this has leading zeros") }
    guard let next = try peek() else { return value }
    let isMore =
      ASCII.digit(next) != nil || next == ASCII.point || next == ASCII.lowerE || next == ASCII.upperE
    if !isMore { return value }
    text.removeAll(keepingCapacity: true)
    text.append(digitsOf: value)
    return try finishInteger(path())
  }

  /// Returns the cost at `path`.
  mutating func cost(_ path: @autoclosure () -> String) throws(ReadError) -> DecimalCost {
    guard let byte = try skipBlanks(), byte == ASCII.minus || ASCII.digit(byte) != nil else {
      if try peek() == ASCII.quote { throw try quotedCost(path()) }
      throw try wrongType(path(), "a decimal number >= 0")
    }
    if let number = plainInteger() {
      index = number.end
      return DecimalCost(number.value)
    }
    text.removeAll(keepingCapacity: true)
    try scanNumber()
    return try parsedCost(path())
  }

  /// Returns the error for a string instead of a cost: a time, a number, or anything else.
  private mutating func quotedCost(_ path: String) throws(ReadError) -> ReadError {
    let value = try string(path)
    let quoted = "\"\(PrintableText.line(value, limit: 60))\""
    if let time = try? TimeText.rounded(value)?.cost {
      return .format(
        path,
        "\(quoted) has a unit; costs in files are plain numbers, all in the same unit: in seconds it is \(CostText.text(time.significand, fractionDigits: time.fractionDigits))"
      )
    }
    if (try? CostText.rounded(value)) != nil { return .format(path, "\(quoted) is a string; leave the quotes out") }
    return .format(path, "must be a decimal number >= 0, not a string")
  }

  /// Returns the cost in `text`, rounded if it has too many digits.
  func parsedTotal(_ path: @autoclosure () -> String) throws(ReadError) -> (cost: DecimalCost, isRounded: Bool) {
    do throws(CostTextError) {
      return try CostText.rounded(text)
    } catch {
      throw .format(path(), error.description)
    }
  }

  /// Returns the cost in `text` and records that it was rounded.
  mutating func parsedCost(_ path: @autoclosure () -> String) throws(ReadError) -> DecimalCost {
    let (cost, isRounded) = try parsedTotal(path())
    if isRounded { roundedCosts.add(path()) }
    return cost
  }

  /// Scans the rest of a number that starts in `text`, and checks all of it.
  mutating func scanNumber() throws(ReadError) {
    while let byte = try peek() {
      switch byte {
      case ASCII.zero...ASCII.zero + 9, ASCII.minus, ASCII.plus, ASCII.point, ASCII.lowerE, ASCII.upperE:
        text.append(byte)
        advance()
      default:
        return try checkNumber()
      }
      if text.count > Self.maximumNumberBytes {
        throw .format(place, "a number is longer than \(Self.maximumNumberBytes) bytes")
      }
    }
    try checkNumber()
  }

  private mutating func finishInteger(_ path: String) throws(ReadError) -> Int {
    try scanNumber()
    return try parsedInteger(path)
  }

  /// Returns the integer in `text`.
  func parsedInteger(_ path: @autoclosure () -> String) throws(ReadError) -> Int {
    do throws(CostTextError) {
      let value = try CostText.parse(text)
      if value.fractionDigits == 0 { return value.significand }
    } catch .tooLarge {
      throw .format(path(), "must be an integer from 0 to \(Int.max); the number does not fit 64 bits")
    } catch {
      // The message below covers the rest.
    }
    throw .format(path(), "must be an integer >= 0")
  }

  /// Checks `text` against the grammar of JSON: no leading zeros, digits on both sides of a point.
  private func checkNumber() throws(ReadError) {
    var rest = text[...]
    if rest.first == ASCII.minus { rest = rest.dropFirst() }
    let integer = rest.prefix { ASCII.digit($0) != nil }
    rest = rest.dropFirst(integer.count)
    var isNumber = integer.count == 1 || integer.count > 1 && integer.first != ASCII.zero
    if rest.first == ASCII.point {
      let fraction = rest.dropFirst().prefix { ASCII.digit($0) != nil }
      isNumber = isNumber && !fraction.isEmpty
      rest = rest.dropFirst(fraction.count + 1)
    }
    if rest.first == ASCII.lowerE || rest.first == ASCII.upperE {
      rest = rest.dropFirst()
      if rest.first == ASCII.minus || rest.first == ASCII.plus { rest = rest.dropFirst() }
      let exponent = rest.prefix { ASCII.digit($0) != nil }
      isNumber = isNumber && !exponent.isEmpty
      rest = rest.dropFirst(exponent.count)
    }
    if !isNumber || !rest.isEmpty {
      let number = String(decoding: text.prefix(40), as: UTF8.self) + (text.count > 40 ? "..." : "")
      throw .format(place, "\(number) before this is not a JSON number")
    }
  }
}
