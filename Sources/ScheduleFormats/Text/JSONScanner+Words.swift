import AdjointSchedules

/// The words of the text format, separated by blanks.
extension JSONScanner {
  /// Returns the line's next non-blank byte without consuming it, or nil at the end of the line or input.
  @inline(__always)
  mutating func skipSpaces() throws(ReadError) -> UInt8? {
    while let byte = try peek() {
      switch byte {
      case ASCII.space, ASCII.tab, ASCII.carriageReturn: advance()
      case ASCII.newline: return nil
      default: return byte
      }
    }
    return nil
  }

  /// Scans the line's next word into `text`, up to a blank or one of `ends`; returns false if there is none.
  mutating func scanWord(upTo ends: [UInt8] = []) throws(ReadError) -> Bool {
    text.removeAll(keepingCapacity: true)
    guard try skipSpaces() != nil else { return false }
    var check = UTF8Check()
    while let byte = try peek(), !Self.isBlank(byte), !ends.contains(byte) {
      guard byte >= ASCII.space, check.accept(byte) else {
        throw .format(place, "contains bytes that are not text; is this the right file?")
      }
      text.append(byte)
      advance()
      if text.count > Self.maximumStringBytes {
        throw .format(place, "a word is longer than \(Self.maximumStringBytes) bytes")
      }
    }
    guard check.isBetweenCharacters else { throw .format(place, "contains bytes that are not UTF-8") }
    return true
  }

  /// Returns the line's next word, required by the field at `path`.
  mutating func word(_ path: @autoclosure () -> String, _ wanted: String) throws(ReadError) -> String {
    guard try scanWord() else { throw .format(path(), "is missing; \(wanted)") }
    return String(decoding: text, as: UTF8.self)
  }

  /// Returns the integer >= 0 in the line's next word or list entry.
  mutating func wordInteger(_ path: @autoclosure () -> String) throws(ReadError) -> Int {
    guard try skipSpaces() != nil else { throw .format(path(), "is missing; give an integer >= 0") }
    if let number = plainInteger() {
      index = number.end
      return number.value
    }
    try scanEntry(path(), "an integer >= 0")
    return try parsedInteger(path())
  }

  /// Returns the number of a backward step in the line's next word or list entry, or nil for `none`.
  mutating func wordDue(_ path: @autoclosure () -> String) throws(ReadError) -> Int? {
    guard try skipSpaces() == UInt8(ascii: "n") else { return try wordInteger(path()) }
    if try scanWord(upTo: [ASCII.comma, ASCII.closeBracket]), text == Array("none".utf8) { return nil }
    throw .format(path(), "must be the number of the next backward step, or none")
  }

  /// Returns the total in the line's next word, which is only compared and is not a cost of the problem.
  mutating func wordTotal(_ path: @autoclosure () -> String) throws(ReadError) -> DecimalCost {
    try scanEntry(path(), "a decimal number >= 0")
    return try parsedTotal(path()).cost
  }

  /// Returns whether the line's next word is yes; it must be yes or no.
  mutating func wordAnswer(_ path: String) throws(ReadError) -> Bool {
    let answer = try word(path, "write yes or no")
    guard answer == "yes" || answer == "no" else { throw .format(path, "must be yes or no") }
    return answer == "yes"
  }

  /// Returns the cost in the line's next word or list entry.
  mutating func wordCost(_ path: @autoclosure () -> String) throws(ReadError) -> DecimalCost {
    try scanEntry(path(), "a decimal number >= 0")
    return try parsedCost(path())
  }

  /// Returns a number or a list. List entries are separated by commas; after a comma at the end of a line the list
  /// continues on the next comment line. A list of one entry or none is in brackets.
  mutating func wordList<Entry>(
    _ path: @autoclosure () -> String, _ entry: (inout JSONScanner) throws(ReadError) -> Entry
  ) throws(ReadError) -> (entries: [Entry], isList: Bool) {
    var entries: [Entry] = []
    if try skipSpaces() == ASCII.openBracket {
      advance()
      if try skipSpaces() != ASCII.closeBracket { entries.append(try entry(&self)) }
      guard try skipSpaces() == ASCII.closeBracket else {
        throw .format(path(), "has no \"]\" after its only entry; lists of several have no brackets")
      }
      advance()
      return (entries, true)
    }
    while true {
      entries.append(try entry(&self))
      guard try peek() == ASCII.comma else { return (entries, entries.count > 1) }
      advance()
      if try skipSpaces() != nil { continue }
      guard try skipBlanks() == ASCII.hash else {
        throw .format(path(), "ends with a comma; continue the list on the next line, after \"#\"")
      }
      advance()
    }
  }

  /// Checks that the line has no more words.
  mutating func endLine(_ path: @autoclosure () -> String) throws(ReadError) {
    guard try skipSpaces() != nil else { return }
    _ = try scanWord()
    let word = PrintableText.line(String(decoding: text, as: UTF8.self), limit: 60)
    throw .format(path(), "\"\(word)\" is one word too many on this line")
  }

  /// Moves to the end of the line.
  mutating func skipLine() throws(ReadError) {
    while let byte = try peek(), byte != ASCII.newline { advance() }
  }

  /// Scans one number into `text`.
  private mutating func scanEntry(_ path: @autoclosure () -> String, _ wanted: String) throws(ReadError) {
    guard try scanWord(upTo: [ASCII.comma, ASCII.closeBracket]), !text.isEmpty else {
      throw .format(path(), "is missing; give \(wanted)")
    }
    if text.count > Self.maximumNumberBytes {
      throw .format(path(), "is longer than \(Self.maximumNumberBytes) bytes")
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == ASCII.space || byte == ASCII.tab || byte == ASCII.carriageReturn || byte == ASCII.newline
  }
}
