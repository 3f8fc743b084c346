/// A constant piece of output, in words.
struct BytePiece {
  private let words: [UInt64]
  private let count: Int

  init(_ text: String) {
    let bytes = Array(text.utf8)
    count = bytes.count
    words = stride(from: 0, to: bytes.count, by: 8).map { start in
      bytes[start..<min(start + 8, bytes.count)].enumerated()
        .reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
    }
  }

  /// Writes the piece at `end` and returns the end after it.
  @inline(__always)
  func write(to raw: inout MutableRawSpan, at end: Int) -> Int {
    var position = end
    for word in words {
      raw.storeBytes(of: word.littleEndian, toByteOffset: position, as: UInt64.self)
      position &+= 8
    }
    return end &+ count
  }
}
