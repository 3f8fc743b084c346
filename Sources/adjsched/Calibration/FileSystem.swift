#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The file system of a directory: its room, in bytes, and whether it is one in memory.
struct FileSystem {
  /// What users may still fill.
  let free: Int
  /// What stays free whatever is measured: a twentieth of the file system, or 1 GiB if that is less.
  let reserve: Int
  let isInMemory: Bool

  /// Looks at a directory that files are to be created in.
  init(of directory: String) throws(CalibrationError) {
    var status = stat()
    if stat(directory, &status) != 0 { throw .uncreatable(directory: directory, code: errno) }
    if status.st_mode & S_IFMT != S_IFDIR { throw .uncreatable(directory: directory, code: ENOTDIR) }
    if access(directory, W_OK | X_OK) != 0 { throw .uncreatable(directory: directory, code: errno) }
    var room = statvfs()
    if statvfs(directory, &room) != 0 { throw .uncreatable(directory: directory, code: errno) }
    free = Self.bytes(room.f_bavail, room.f_frsize)
    reserve = min(Self.bytes(room.f_blocks, room.f_frsize) / 20, 1 << 30)
    isInMemory = Self.isInMemory(device: status.st_dev)
  }

  /// Checks that a file of `size` bytes fits, the reserve left free.
  func require(_ size: Int, in directory: String) throws(CalibrationError) {
    if size > free - reserve { throw .noRoom(directory: directory, size: size, free: free, reserve: reserve) }
  }

  /// Looks a device up in the list of what is mounted: `36 35 0:42 / /dev/shm rw - tmpfs ...`.
  private static func isInMemory(device: dev_t) -> Bool {
    // As the system's macros take the number apart, which Swift does not import.
    let major = (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF
    let minor = device & 0xFF | (device >> 12) & 0xFFFF_FF00
    let number = "\(major):\(minor)"
    for line in KernelFile.text("/proc/self/mountinfo").split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 2, words[2] == number, let hyphen = words.lastIndex(of: "-"), hyphen + 1 < words.count else {
        continue
      }
      return ["tmpfs", "ramfs"].contains(words[hyphen + 1])
    }
    return false
  }

  private static func bytes(_ blocks: UInt, _ size: UInt) -> Int {
    let (product, overflow) = blocks.multipliedReportingOverflow(by: size)
    return overflow ? Int.max : Int(clamping: product)
  }
}
