import ScheduleFormats

extension [UInt8] {
  /// What a writer has written.
  var text: String { String(decoding: self, as: UTF8.self) }
}

/// Keeps what is written, chunk by chunk, where the chunks matter.
struct MemorySink: ByteSink {
  var chunks: [[UInt8]] = []
  var text: String { String(decoding: chunks.joined(), as: UTF8.self) }

  mutating func write(_ bytes: [UInt8]) {
    chunks.append(bytes)
  }
}

/// Hands out bytes in chunks of one size, every third of them empty.
struct ChoppedSource: ByteSource {
  struct Broken: Error {}

  var rest: ArraySlice<UInt8>
  let size: Int
  /// Throws ``Broken`` in place of the end.
  var breaks = false
  private var calls = 0

  init(_ text: String, size: Int, breaks: Bool = false) {
    rest = Array(text.utf8)[...]
    self.size = size
    self.breaks = breaks
  }

  mutating func read(into chunk: inout [UInt8]) throws -> Bool {
    calls += 1
    if calls % 3 == 0 {
      chunk = []
      return true
    }
    if rest.isEmpty && breaks { throw Broken() }
    chunk = Array(rest.prefix(size))
    rest = rest.dropFirst(size)
    return !chunk.isEmpty
  }
}
