import ScheduleFormats

/// An input that shows how much of it has been read.
struct WatchedInput: ByteSource {
  var input: Input
  let progress: Progress

  mutating func read(into chunk: inout [UInt8]) throws -> Bool {
    progress.show(input.count >> 20, "MiB read") { [input] in input.size.map { $0 >> 20 } }
    return try input.read(into: &chunk)
  }
}
