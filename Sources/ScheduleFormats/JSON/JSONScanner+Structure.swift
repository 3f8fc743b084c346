extension JSONScanner {
  /// Enters an object; ``nextKey()`` then returns its keys.
  mutating func enterObject(_ path: @autoclosure () -> String) throws(ReadError) {
    guard try skipBlanks() == ASCII.openBrace else { throw try wrongType(path(), "an object") }
    try enter()
  }

  /// Enters an array; ``hasElement()`` then says whether there is another element.
  mutating func enterArray(_ path: @autoclosure () -> String) throws(ReadError) {
    guard try skipBlanks() == ASCII.openBracket else { throw try wrongType(path(), "an array") }
    try enter()
  }

  /// Consumes an opening bracket.
  mutating func enter() throws(ReadError) {
    if depth == Self.maximumDepth {
      throw .format(place, "nested deeper than \(Self.maximumDepth) brackets; is this the right file?")
    }
    depth += 1
    isFirst = true
    advance()
  }

  /// Moves to the next key's opening quote, or leaves the object and returns false.
  @inline(__always)
  mutating func hasMember() throws(ReadError) -> Bool {
    var byte = try skipBlanks()
    if byte == ASCII.closeBrace {
      leave()
      return false
    }
    if !isFirst {
      guard byte == ASCII.comma else { throw try unexpected("\",\" or \"}\"") }
      advance()
      byte = try skipBlanks()
    }
    guard byte == ASCII.quote else {
      throw try unexpected("a field name in quotes", byte == ASCII.closeBrace ? Self.commaRemedy : nil)
    }
    isFirst = false
    return true
  }

  /// Moves to the next element, or leaves the array and returns false.
  @inline(__always)
  mutating func hasElement() throws(ReadError) -> Bool {
    let byte = try skipBlanks()
    if byte == ASCII.closeBracket {
      leave()
      return false
    }
    if !isFirst {
      guard byte == ASCII.comma else { throw try unexpected("\",\" or \"]\"") }
      advance()
      if try skipBlanks() == ASCII.closeBracket { throw try unexpected("a value", Self.commaRemedy) }
    }
    isFirst = false
    return true
  }

  /// Returns the next key and consumes the colon after it, or leaves the object and returns nil.
  mutating func nextKey() throws(ReadError) -> String? {
    guard try hasMember() else { return nil }
    try scanString()
    let key = String(decoding: text, as: UTF8.self)
    try colon()
    return key
  }

  @inline(__always)
  mutating func colon() throws(ReadError) {
    guard try skipBlanks() == ASCII.colon else { throw try unexpected("\":\"") }
    advance()
  }

  /// Checks that nothing but blanks follows.
  mutating func end() throws(ReadError) {
    if try skipBlanks() != nil { throw try unexpected("the end of the file") }
  }

  private mutating func leave() {
    depth -= 1
    isFirst = false
    advance()
  }
}
