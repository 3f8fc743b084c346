import ScheduleFormats

/// Hands out bytes in one chunk.
struct BytesSource: ByteSource {
  private var rest: [UInt8]?

  init(_ bytes: [UInt8]) { rest = bytes }

  mutating func read(into chunk: inout [UInt8]) -> Bool {
    guard let bytes = rest else { return false }
    (chunk, rest) = (bytes, nil)
    return true
  }
}
