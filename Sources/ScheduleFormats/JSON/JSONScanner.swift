/// Reads JSON token by token from a source of bytes, in memory independent of the input's size.
///
/// The caller asks for what the format expects next (an object, a key, an integer); the scanner returns it or throws an
/// error with the place. It holds one chunk of the source and the current string or number; their length and the
/// nesting depth are limited.
struct JSONScanner {
  static let maximumDepth = 64
  static let maximumStringBytes = 65_536
  static let maximumNumberBytes = 1_024

  private var source: any ByteSource
  var chunk: [UInt8] = []
  /// The index of the next byte in `chunk`.
  var index = 0
  /// The number of bytes before `chunk`.
  private var chunkOffset = 0
  /// The line of the next byte, from 1.
  private(set) var line = 1
  private var lineOffset = 0
  var depth = 0
  /// True right after an opening bracket: no comma stands before what follows.
  var isFirst = false
  /// The bytes of the current string or number, with escapes resolved.
  var text: [UInt8] = []
  /// The costs rounded so far.
  var roundedCosts = RoundedCosts()

  init(_ source: any ByteSource) {
    self.source = source
  }

  /// The place of the next byte; columns count bytes, from 1.
  var place: String { "line \(line), column \(chunkOffset + index - lineOffset + 1)" }

  /// True before the first byte.
  var isAtStart: Bool { chunkOffset + index == 0 }

  /// Returns the next byte without consuming it, or nil at the end.
  @inline(__always)
  mutating func peek() throws(ReadError) -> UInt8? {
    if index < chunk.count { return chunk[index] }
    return try refill() ? chunk[index] : nil
  }

  /// Consumes the byte returned by ``peek()``.
  @inline(__always)
  mutating func advance() {
    index &+= 1
  }

  /// Consumes the line feed returned by ``peek()``.
  @inline(__always)
  mutating func takeNewline() {
    advance()
    line += 1
    lineOffset = chunkOffset + index
  }

  /// Returns the first non-blank byte without consuming it, or nil at the end.
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

  /// Returns the next bytes without consuming them, fewer at the end of the input.
  mutating func lookAhead(_ count: Int) throws(ReadError) -> ArraySlice<UInt8> {
    while chunk.count - index < count {
      var more: [UInt8] = []
      do {
        guard try source.read(into: &more) else { break }
      } catch {
        throw .source(error)
      }
      chunk += more
    }
    return chunk[index...].prefix(count)
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
