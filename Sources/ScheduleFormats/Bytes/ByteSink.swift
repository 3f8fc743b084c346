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
