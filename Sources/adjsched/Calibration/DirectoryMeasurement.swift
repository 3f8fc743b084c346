/// Files of one state each, written to a directory and read back.
struct DirectoryMeasurement: ~Copyable {
  private let directory: String
  private let size: Int
  private let block: MemoryBlock

  init(directory: String, size: Int) throws(CalibrationError) {
    self.directory = directory
    self.size = size
    guard let block = MemoryBlock(count: 8 << 20) else { throw .memoryRefused(size: 8 << 20) }
    block.fillIrregularly()
    self.block = block
  }

  /// Writes a file and reads it, and adds what both took; there is no file afterwards.
  func repeatOnce(_ timings: inout Timings) throws(CalibrationError) {
    // What others have written since the last time counts.
    try FileSystem(of: directory).require(size, in: directory)
    let file = try ScratchFile(in: directory)
    let writing = Stopwatch()
    try file.write(size, from: block)
    timings.writes.append(writing.nanoseconds)
    if let cached = file.evict(size) { timings.cached = max(timings.cached ?? 0, cached) }
    let reading = Stopwatch()
    try file.read(size, into: block)
    timings.reads.append(reading.nanoseconds)
  }
}
