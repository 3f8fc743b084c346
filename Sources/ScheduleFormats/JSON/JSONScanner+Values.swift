extension JSONScanner {
  /// Returns the Boolean at `path`.
  mutating func bool(_ path: @autoclosure () -> String) throws(ReadError) -> Bool {
    switch try skipBlanks() {
    case UInt8(ascii: "t"):
      try word("true")
      return true
    case UInt8(ascii: "f"):
      try word("false")
      return false
    default:
      throw try wrongType(path(), "true or false")
    }
  }

  /// Consumes `null` and returns true, or returns false if something else is next.
  mutating func takeNull() throws(ReadError) -> Bool {
    guard try skipBlanks() == UInt8(ascii: "n") else { return false }
    try word("null")
    return true
  }

  /// Skips a value of any type, checking that it is valid JSON.
  ///
  /// The nesting limit bounds the recursion.
  mutating func skipValue() throws(ReadError) {
    guard let byte = try skipBlanks() else { throw try unexpected("a value") }
    switch byte {
    case ASCII.quote:
      try scanString()
    case ASCII.openBrace:
      try enter()
      while try hasMember() {
        try scanString()
        try colon()
        try skipValue()
      }
    case ASCII.openBracket:
      try enter()
      while try hasElement() { try skipValue() }
    case ASCII.minus, ASCII.zero...ASCII.zero + 9:
      text.removeAll(keepingCapacity: true)
      try scanNumber()
    case UInt8(ascii: "n"): try word("null")
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try bool("")
    default: throw try unexpected("a value")
    }
  }

  private mutating func word(_ word: StaticString) throws(ReadError) {
    for byte in word.description.utf8 {
      guard try peek() == byte else { throw try unexpected("\"\(word)\"") }
      advance()
    }
  }
}
