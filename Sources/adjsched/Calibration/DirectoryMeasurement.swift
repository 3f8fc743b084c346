/// Files of one state each, written to a directory and read back.
struct DirectoryMeasurement: ~Copyable {
  private let system: FileSystem
  private let size: Int
  private let block: MemoryBlock

  init(directory: String, size: Int) throws(CalibrationError) {
    let system = try FileSystem(of: directory)
    guard let block = try MemoryBlock(count: 8 << 20) else { throw .memoryRefused(size: 8 << 20) }
    block.fillIrregularly()
    self.system = system
    self.size = size
    self.block = block
  }

  /// Writes a file, reads it, adds both times, and leaves no file behind.
  func repeatOnce(_ timings: inout Timings) throws(CalibrationError) {
    // Other programs may have written since the last check.
    try system.require(size)
    let file = try ScratchFile(in: system.directory)
    let time = try file.write(size, from: block, piece: system.piece) { piece throws(CalibrationError) in
      try system.requireMore(piece)
    }
    timings.writes.append(time)
    if let cached = file.evict(size) { timings.cached = max(timings.cached ?? 0, cached) }
    let reading = Stopwatch()
    try file.read(size, into: block)
    timings.reads.append(reading.nanoseconds)
  }
}
