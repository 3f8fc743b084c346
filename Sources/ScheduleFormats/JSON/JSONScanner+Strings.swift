extension JSONScanner {
  /// Returns the string at `path`.
  mutating func string(_ path: @autoclosure () -> String) throws(ReadError) -> String {
    guard try skipBlanks() == ASCII.quote else { throw try wrongType(path(), "a string") }
    try scanString()
    return String(decoding: text, as: UTF8.self)
  }

  /// Scans into `text` the string whose opening quote is next.
  mutating func scanString() throws(ReadError) {
    text.removeAll(keepingCapacity: true)
    advance()
    try scanRestOfString()
  }

  /// Scans the string whose opening quote is next and returns its ``ShortName``, or 0 with the string in `text`.
  @inline(__always)
  mutating func shortName() throws(ReadError) -> UInt64 {
    if let name = plainShortName() {
      index = name.end
      return name.packed
    }
    try scanString()
    return ShortName.pack(text)
  }

  /// Scans up to the closing quote, appending to `text`.
  private mutating func scanRestOfString() throws(ReadError) {
    var check = UTF8Check()
    while let byte = try peek() {
      switch byte {
      case ASCII.quote where check.isBetweenCharacters:
        advance()
        return
      case ASCII.backslash where check.isBetweenCharacters:
        advance()
        try scanEscape()
      case 0..<ASCII.space:
        throw .format(place, "a string must end on its line; write control characters as escapes")
      default:
        guard check.accept(byte) else { throw .format(place, "a string contains bytes that are not UTF-8") }
        text.append(byte)
        advance()
      }
      if text.count > Self.maximumStringBytes {
        throw .format(place, "a string is longer than \(Self.maximumStringBytes) bytes")
      }
    }
    throw try unexpected("the closing quote of a string")
  }

  /// Scans an escape after its backslash.
  private mutating func scanEscape() throws(ReadError) {
    guard let byte = try peek() else { throw try unexpected("an escape") }
    switch byte {
    case ASCII.quote, ASCII.backslash, UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(ASCII.newline)
    case UInt8(ascii: "r"): text.append(ASCII.carriageReturn)
    case UInt8(ascii: "t"): text.append(ASCII.tab)
    case UInt8(ascii: "u"):
      advance()
      return try scanUnicodeEscape()
    default: throw try unexpected("an escape: one of \" \\ / b f n r t u")
    }
    advance()
  }

  /// Scans the four digits of an escape, and the second escape of a surrogate pair.
  private mutating func scanUnicodeEscape() throws(ReadError) {
    var value = try scanFourDigits()
    if (0xD800..<0xDC00).contains(value) {
      for wanted in [ASCII.backslash, UInt8(ascii: "u")] {
        guard try peek() == wanted else { throw try unexpected("the second half of a surrogate pair") }
        advance()
      }
      let low = try scanFourDigits()
      guard (0xDC00..<0xE000).contains(low) else {
        throw .format(place, "an escape is half of a surrogate pair without the other half")
      }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw .format(place, "an escape is half of a surrogate pair without the other half")
    }
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private mutating func scanFourDigits() throws(ReadError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = try peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw try unexpected("four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      advance()
    }
    return value
  }
}
