import ScheduleFormats

/// The same bytes in pieces of one size, the last aside: where a piece ends must not change what is read.
struct PiecewiseSource: ByteSource {
  private var rest: ArraySlice<UInt8>
  private let size: Int

  init(_ bytes: [UInt8], size: Int) {
    rest = bytes[...]
    self.size = size
  }

  mutating func read(into chunk: inout [UInt8]) -> Bool {
    if rest.isEmpty { return false }
    chunk = Array(rest.prefix(size))
    rest = rest.dropFirst(size)
    return true
  }
}
