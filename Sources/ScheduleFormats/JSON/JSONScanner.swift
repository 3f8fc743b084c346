/// Reads JSON token by token from a source of bytes, in memory that does not grow with the input.
///
/// The caller asks for what the format has next (an object, a key, an integer); the scanner hands it out or throws an
/// error that names the place. It holds one chunk of the source and the string or number at hand, whose lengths are
/// limited, as is the depth of nesting.
struct JSONScanner {
  static let maximumDepth = 64
  static let maximumStringBytes = 65_536
  static let maximumNumberBytes = 1_024

  private var source: any ByteSource
  var chunk: [UInt8] = []
  /// The next byte's index in `chunk`.
  var index = 0
  /// The bytes of the source before `chunk`.
  private var chunkOffset = 0
  /// The line of the next byte, from 1.
  private(set) var line = 1
  private var lineOffset = 0
  var depth = 0
  /// The bytes of the string or number at hand, escapes resolved.
  var text: [UInt8] = []
  /// The costs that had to be rounded so far.
  var roundedCosts = RoundedCosts()

  init(_ source: any ByteSource) {
    self.source = source
  }

  /// The place of the next byte; columns count bytes, from 1.
  var place: String { "line \(line), column \(chunkOffset + index - lineOffset + 1)" }

  /// True before the first byte.
  var isAtStart: Bool { chunkOffset + index == 0 }

  /// Returns the next byte without taking it, or nil at the end.
  @inline(__always)
  mutating func peek() throws(ReadError) -> UInt8? {
    if index < chunk.count { return chunk[index] }
    return try refill() ? chunk[index] : nil
  }

  /// Takes the byte that ``peek()`` returned.
  @inline(__always)
  mutating func advance() {
    index &+= 1
  }

  /// Takes the line feed that ``peek()`` returned.
  @inline(__always)
  mutating func takeNewline() {
    advance()
    line += 1
    lineOffset = chunkOffset + index
  }

  /// Returns the first byte that is not blank without taking it, or nil at the end.
  @inline(__always)
  mutating func skipBlanks() throws(ReadError) -> UInt8? {
    while let byte = try peek() {
      if byte > ASCII.space { return byte }
      switch byte {
      case ASCII.newline:
        takeNewline()
      case ASCII.space, ASCII.tab, ASCII.carriageReturn: advance()
      default: return byte
      }
    }
    return nil
  }

  private mutating func refill() throws(ReadError) -> Bool {
    chunkOffset += chunk.count
    chunk.removeAll(keepingCapacity: true)
    index = 0
    do {
      repeat {
        guard try source.read(into: &chunk) else {
          chunk.removeAll()
          return false
        }
      } while chunk.isEmpty
    } catch {
      throw .source(error)
    }
    return true
  }
}
