/// Files of one state each in a directory, used as drivers do: one for each slot, written over when the slot is used again.
final class SlotFiles: TimedStorage {
  static let transfers: [Transfer] = [
    .new, .overwrite, .overwriteSynced, .readCached, .readUncached, .overwriteUncached, .unlink,
  ]

  let work = WorkCounter()
  private(set) var lastWork = 0
  private let system: FileSystem
  private let size: Int
  /// What is written, again and again, and where what is read goes.
  private let block: MemoryBlock
  private var files: [ScratchFile.Box?]
  /// The largest share of a file, in percent, that was still cached when it was read from the device; nil if unknown.
  private(set) var cached: Int?

  /// Larger than the caches, since a driver's states come from memory.
  private static let blockSize = 64 << 20

  init(directory: String, size: Int, slots: Int) throws(CalibrationError) {
    let system = try FileSystem(of: directory)
    let count = min(Self.blockSize, max(size, 1 << 16))
    guard let block = try MemoryBlock(count: count) else { throw .memoryRefused(size: count) }
    block.fillIrregularly()
    self.system = system
    self.size = size
    self.block = block
    files = Array(repeating: nil, count: slots)
  }

  var slots: Int { files.count }

  func time(_ transfer: Transfer, slot: Int) throws(CalibrationError) -> Int {
    switch transfer {
    case .new:
      // Other programs may have written since the last check.
      try system.require(size)
      let creating = Stopwatch()
      let file = try ScratchFile.Box(ScratchFile(in: system.directory))
      let created = creating.nanoseconds
      files[slot] = file
      return try created + write(file, isSynced: true)
    case .overwrite:
      let file = try cachedFile(slot)
      let time = try write(file, isSynced: false)
      // What the system has yet to write must not slow what is measured next.
      try file.file.sync()
      return time
    case .overwriteSynced:
      return try write(try cachedFile(slot), isSynced: true)
    case .overwriteUncached:
      let file = try file(slot)
      _ = file.file.evict(size)
      return try write(file, isSynced: true)
    case .readCached:
      let file = try cachedFile(slot)
      return try read(file)
    case .readUncached:
      let file = try file(slot)
      if let kept = file.file.evict(size) { cached = max(cached ?? 0, kept) }
      return try read(file)
    case .unlink:
      // An open file without a name goes when it is closed.
      let closing = Stopwatch()
      files[slot] = nil
      return closing.nanoseconds
    }
  }

  private func file(_ slot: Int) throws(CalibrationError) -> ScratchFile.Box {
    if let file = files[slot] { return file }
    _ = try time(.new, slot: slot)
    return try file(slot)
  }

  /// Returns a slot's file after seeing to it that the page cache holds it, as far as it will.
  private func cachedFile(_ slot: Int) throws(CalibrationError) -> ScratchFile.Box {
    let file = try file(slot)
    if PageCache.percent(of: file.file.number, size: size) != 100 { _ = try read(file) }
    return file
  }

  private func write(_ file: ScratchFile.Box, isSynced: Bool) throws(CalibrationError) -> Int {
    let before = work.count
    let time = try file.file.write(size, from: block, piece: system.piece, isSynced: isSynced) {
      piece throws(CalibrationError) in
      try system.requireMore(piece)
    }
    lastWork = 1_000 * (work.count - before)
    return time
  }

  private func read(_ file: ScratchFile.Box) throws(CalibrationError) -> Int {
    let (reading, before) = (Stopwatch(), work.count)
    try file.file.read(size, into: block)
    let time = reading.nanoseconds
    lastWork = 1_000 * (work.count - before)
    return time
  }
}
