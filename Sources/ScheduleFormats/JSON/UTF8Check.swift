/// Checks byte by byte that a sequence is UTF-8.
struct UTF8Check {
  /// The number of bytes missing from the current character.
  private var missing = 0
  /// The allowed range of the next byte: narrower than 80 ... BF after a first byte that could start an overlong form,
  /// a surrogate or a number above 10FFFF.
  private var range: ClosedRange<UInt8> = 0x80...0xBF

  /// True between two characters.
  var isBetweenCharacters: Bool { missing == 0 }

  /// Returns false if `byte` cannot come next.
  mutating func accept(_ byte: UInt8) -> Bool {
    if missing > 0 {
      guard range.contains(byte) else { return false }
      missing -= 1
      range = 0x80...0xBF
      return true
    }
    switch byte {
    case 0x00...0x7F: break
    case 0xC2...0xDF: expect(1, 0x80...0xBF)
    case 0xE0: expect(2, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: expect(2, 0x80...0xBF)
    case 0xED: expect(2, 0x80...0x9F)
    case 0xF0: expect(3, 0x90...0xBF)
    case 0xF1...0xF3: expect(3, 0x80...0xBF)
    case 0xF4: expect(3, 0x80...0x8F)
    default: return false
    }
    return true
  }

  private mutating func expect(_ count: Int, _ next: ClosedRange<UInt8>) {
    missing = count
    range = next
  }
}
