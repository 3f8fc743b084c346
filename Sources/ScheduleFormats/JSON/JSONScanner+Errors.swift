extension JSONScanner {
  /// Returns the error for a next byte that JSON or the format does not allow here.
  mutating func unexpected(_ wanted: String, _ remedy: String? = nil) throws(ReadError) -> ReadError {
    guard let byte = try peek() else {
      let remedy = remedy ?? "is the file complete?"
      return .format(place, "the input ends where \(wanted) should be; \(remedy)")
    }
    let start = place
    if isAtStart, try takeByteOrderMark() {
      return .format(
        start, "a byte order mark (BOM) precedes the JSON; save the file without it, or remove it: tail -c +4 FILE"
      )
    }
    let hint = (remedy ?? Self.remedy(for: byte)).map { "; \($0)" } ?? ""
    return .format(start, "expected \(wanted), found \(Self.name(of: byte))\(hint)")
  }

  /// Returns the error for a next value of the wrong type for the field at `path`.
  ///
  /// A byte that cannot start any value is reported by line and column instead.
  mutating func wrongType(_ path: String, _ wanted: String) throws(ReadError) -> ReadError {
    guard let byte = try skipBlanks(), let kind = Self.kind(startingWith: byte) else {
      return try unexpected("a value")
    }
    return .format(path, "must be \(wanted), not \(kind)")
  }

  /// Skips a byte order mark, which some editors put invisibly before the text; returns false if there is none.
  private mutating func takeByteOrderMark() throws(ReadError) -> Bool {
    for byte: UInt8 in [0xEF, 0xBB, 0xBF] {
      guard try peek() == byte else { return false }
      advance()
    }
    return true
  }

  private static func kind(startingWith byte: UInt8) -> String? {
    switch byte {
    case ASCII.quote: return "a string"
    case ASCII.openBrace: return "an object"
    case ASCII.openBracket: return "an array"
    case ASCII.minus, ASCII.zero...ASCII.zero + 9: return "a number"
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return "true or false"
    case UInt8(ascii: "n"): return "null"
    default: return nil
    }
  }

  /// What to do about the end of a list behind a comma.
  static let commaRemedy = "remove the comma before it"

  /// Returns what to do about a byte that other languages allow here.
  private static func remedy(for byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "'"): return "JSON quotes with \""
    case UInt8(ascii: "/"), ASCII.hash: return "JSON has no comments; write a field \"\(FieldSet.comment)\""
    case UInt8(ascii: "N"), UInt8(ascii: "I"): return "JSON has neither NaN nor Infinity"
    case UInt8(ascii: "T"), UInt8(ascii: "F"): return "JSON writes true and false"
    default: return nil
    }
  }

  private static func name(of byte: UInt8) -> String {
    switch byte {
    case ASCII.quote: return "a quote"
    case 0x21...0x7E: return "\"\(Character(Unicode.Scalar(byte)))\""
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      return "byte 0x\(digits.count == 1 ? "0" : "")\(digits)"
    }
  }
}
