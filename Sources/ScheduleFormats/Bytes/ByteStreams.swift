/// Where a reader's bytes come from: a file, a pipe, an array.
public protocol ByteSource {
  /// Replaces the content of `chunk` by the next bytes, and returns false when there are none left.
  ///
  /// Chunks may have any size; 64 KiB or more are fast.
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

/// Where a writer's bytes go: a file, a pipe, an array.
public protocol ByteSink {
  /// Takes the next bytes, all of them.
  ///
  /// Called with chunks of at least 64 KiB, except the last.
  mutating func write(_ bytes: [UInt8]) throws
}

/// An array of bytes takes what is written at its end.
extension [UInt8]: ByteSink {
  public mutating func write(_ bytes: [UInt8]) { append(contentsOf: bytes) }
}
