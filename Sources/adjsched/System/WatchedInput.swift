import ScheduleFormats

/// An input that shows how much of it has been read.
struct WatchedInput: ByteSource {
  var input: Input
  let progress: Progress
  /// The most bytes that it may have.
  var limit = Int.max

  mutating func read(into chunk: inout [UInt8]) throws -> Bool {
    progress.show(input.count >> 20, "MiB read") { [input] in input.size.map { $0 >> 20 } }
    guard try input.read(into: &chunk) else { return false }
    if input.count > limit { throw Failure.tooLarge(file: input.descriptor.name, limit: limit) }
    return true
  }
}
