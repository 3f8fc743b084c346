/// An unnamed file: it disappears when it is closed, however the program ends.
struct ScratchFile: ~Copyable {
  let number: Int32
  private let directory: String

  /// `O_TMPFILE`, which Swift does not import.
  private static let nameless = O_DIRECTORY | 0o20_000_000

  /// Creates the file in a directory.
  ///
  /// - Parameter mayBeNameless: False to take the path for file systems that cannot create unnamed files.
  init(in directory: String, mayBeNameless: Bool = true) throws(CalibrationError) {
    self.directory = directory
    var number: Int32 = -1
    if mayBeNameless { number = Descriptor.unsafeOpen(FilePath(directory), Self.nameless | O_RDWR, mode: 0o600) }
    if number < 0 { number = try Self.openAndUnlink(in: directory) }
    self.number = number
  }

  deinit { close(number) }

  /// A file in an array.
  final class Box {
    let file: ScratchFile

    init(_ file: consuming ScratchFile) { self.file = file }
  }

  /// Writes `size` bytes from the file's beginning, repeating those of `block`.
  ///
  /// - Parameters:
  ///   - piece: The most bytes to write at once.
  ///   - isSynced: True to wait until the device has them.
  ///   - check: Called before each piece is written.
  /// - Returns: The time in nanoseconds, without the checks.
  @discardableResult func write(
    _ size: Int, from block: borrowing MemoryBlock, piece: Int = .max, isSynced: Bool = true,
    check: (Int) throws(CalibrationError) -> Void = { _ in }
  ) throws(CalibrationError) -> Int {
    let whole = Stopwatch()
    var checking = 0
    var position = 0
    while position < size {
      let next = min(size - position, block.count, piece)
      let aside = Stopwatch()
      try check(next)
      checking += aside.nanoseconds
      let count = pwrite(number, block.address, next, position)
      if count < 0 && errno != EINTR { throw .writeFailed(directory: directory, code: errno) }
      position += max(count, 0)
    }
    if isSynced { try sync() }
    return whole.nanoseconds - checking
  }

  /// Waits until the device has what was written.
  func sync() throws(CalibrationError) {
    while fsync(number) != 0 {
      if errno != EINTR { throw .writeFailed(directory: directory, code: errno) }
    }
  }

  /// Reads the first `size` bytes.
  func read(_ size: Int, into block: borrowing MemoryBlock) throws(CalibrationError) {
    var position = 0
    while position < size {
      let count = pread(number, block.address, min(size - position, block.count), position)
      if count < 0 && errno != EINTR { throw .readFailed(directory: directory, code: errno) }
      // Another program has truncated the file.
      if count == 0 { throw .readFailed(directory: directory, code: EIO) }
      position += max(count, 0)
    }
  }

  /// Drops the file from the page cache and returns how much of it stayed, in percent; nil if unknown.
  func evict(_ size: Int) -> Int? {
    _ = posix_fadvise(number, 0, 0, POSIX_FADV_DONTNEED)
    return PageCache.percent(of: number, size: size)
  }

  private static func openAndUnlink(in directory: String) throws(CalibrationError) -> Int32 {
    var attempt = 0
    while true {
      let path = FilePath("\(directory)/.adjsched-\(getpid())-\(attempt).tmp")
      let (number, code) = Interrupt.withSignalsBlocked { () -> (Int32, Int32) in
        let number = Descriptor.unsafeOpen(path, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
        let code = errno
        if number >= 0 { unlink(path.characters) }
        return (number, code)
      }
      if number >= 0 { return number }
      // Left behind by a killed process with the same number.
      if code != EEXIST || attempt == 99 { throw .uncreatable(directory: directory, code: code) }
      attempt += 1
    }
  }
}
