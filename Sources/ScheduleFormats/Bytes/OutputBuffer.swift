/// A buffer of output bytes, written a machine word at a time where possible.
///
/// The storage has its full size from the start, so writing needs no growth check, and a word of which only the first
/// bytes count may extend past the end, to be overwritten by the next.
struct OutputBuffer {
  /// How far past ``count`` one operation may write.
  private static let slack = 512

  private var storage: [UInt8]
  private(set) var count: Int

  /// Creates a buffer that starts with `bytes` and has room for `capacity` more.
  init(_ bytes: [UInt8], capacity: Int) {
    storage = bytes
    storage.append(contentsOf: repeatElement(0, count: capacity + Self.slack))
    count = bytes.count
  }

  /// The bytes written so far.
  var bytes: [UInt8] { Array(storage[..<count]) }

  mutating func removeAll() {
    count = 0
  }

  /// Lets `body` write at the end and return the new end, at most 512 bytes later.
  @inline(__always)
  mutating func write(_ body: (inout MutableRawSpan, Int) -> Int) {
    let end = count
    var span = storage.mutableSpan
    var raw = span.mutableBytes
    count = body(&raw, end)
  }

  /// Removes the byte at `position`.
  mutating func remove(at position: Int) {
    storage.remove(at: position)
    storage.append(0)
    count -= 1
  }
}
