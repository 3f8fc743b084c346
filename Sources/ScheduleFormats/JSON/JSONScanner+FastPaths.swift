/// Fast paths for the tokens of long schedules, when they lie inside a chunk.
///
/// A token is found as a whole, with the index after it, or not at all; then the general path reads it from its start.
extension JSONScanner {
  /// Finds the short name of a string of one to eight plain ASCII characters whose opening quote is next.
  @inline(__always)
  func plainShortName() -> (packed: UInt64, end: Int)? {
    let bytes = chunk.span
    var packed: UInt64 = 0
    var position = index &+ 1
    let end = min(position &+ ShortName.longest &+ 1, bytes.count)
    while position < end {
      let byte = bytes[position]
      position &+= 1
      if byte == ASCII.quote { return packed == 0 ? nil : (packed, position) }
      if byte < ASCII.space || byte >= 0x80 || byte == ASCII.backslash { return nil }
      packed = packed << 8 | UInt64(byte)
    }
    return nil
  }

  /// Finds the short name of a word of one to eight lower-case letters followed by a blank.
  @inline(__always)
  func plainWord() -> (packed: UInt64, end: Int)? {
    let bytes = chunk.span
    var packed: UInt64 = 0
    var position = index
    let end = min(position &+ ShortName.longest &+ 1, bytes.count)
    while position < end {
      let byte = bytes[position]
      if byte == ASCII.space || byte == ASCII.newline { return packed == 0 ? nil : (packed, position) }
      if byte < UInt8(ascii: "a") || byte > UInt8(ascii: "z") { return nil }
      packed = packed << 8 | UInt64(byte)
      position &+= 1
    }
    return nil
  }

  /// Finds an integer of at most 18 digits, without leading zeros, followed by a comma, a closing brace or a blank.
  @inline(__always)
  func plainInteger() -> (value: Int, end: Int)? {
    let bytes = chunk.span
    var value = 0
    var position = index
    let end = min(position &+ 19, bytes.count)
    while position < end {
      let byte = bytes[position]
      guard let digit = ASCII.digit(byte) else {
        let isEnd = byte == ASCII.comma || byte == ASCII.closeBrace || byte <= ASCII.space
        let count = position &- index
        let isPlain = isEnd && count > 0 && (count == 1 || bytes[index] != ASCII.zero)
        return isPlain ? (value, position) : nil
      }
      value = value &* 10 &+ digit
      position &+= 1
    }
    return nil
  }
}
