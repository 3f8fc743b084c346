/// A source of bytes for readers: a file, a pipe, an array.
public protocol ByteSource {
  /// Replaces the content of `chunk` with the next bytes; returns false at the end.
  ///
  /// Chunks may have any size; use 64 KiB or more for speed.
  mutating func read(into chunk: inout [UInt8]) throws -> Bool
}

/// The bytes of an array, in one chunk.
struct ArraySource: ByteSource {
  private var rest: [UInt8]?

  init(_ bytes: [UInt8]) {
    rest = bytes
  }

  mutating func read(into chunk: inout [UInt8]) -> Bool {
    guard let bytes = rest else { return false }
    rest = nil
    chunk = bytes
    return true
  }
}

/// A destination for the bytes of writers: a file, a pipe, an array.
public protocol ByteSink {
  /// Writes all of the next bytes.
  ///
  /// Called with chunks of at least 64 KiB, except the last.
  mutating func write(_ bytes: [UInt8]) throws
}

/// Writing to an array appends to it.
extension [UInt8]: ByteSink {
  /// Appends the bytes.
  public mutating func write(_ bytes: [UInt8]) { append(contentsOf: bytes) }
}
