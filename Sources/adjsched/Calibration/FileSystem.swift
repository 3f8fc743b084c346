/// The file system of a directory in which files will be created.
struct FileSystem {
  let directory: String
  /// The spaces that files use: a file system in memory uses two, or memory alone.
  let headrooms: [Headroom]
  let isInMemory: Bool

  init(of directory: String) throws(CalibrationError) {
    self.directory = directory
    let path = FilePath(directory)
    var status = stat()
    if stat(path.characters, &status) != 0 { throw .uncreatable(directory: directory, code: errno) }
    if status.st_mode & S_IFMT != S_IFDIR { throw .uncreatable(directory: directory, code: ENOTDIR) }
    if access(path.characters, W_OK | X_OK) != 0 { throw .uncreatable(directory: directory, code: errno) }
    isInMemory = ["tmpfs", "ramfs"].contains(MountTable.type(ofDevice: status.st_dev))
    // Without the table, assume it may be in memory.
    let takesMemory = isInMemory || !MountTable.isReadable
    headrooms = [try Headroom.fileSystem(of: directory), takesMemory ? .memory() : nil].compactMap { $0 }
  }

  /// Checks that a file of `size` bytes fits without touching the reserves.
  func require(_ size: Int) throws(CalibrationError) {
    for headroom in headrooms {
      guard let free = try headroom.shortage(of: size) else { continue }
      throw .noRoom(
        directory: directory, size: size, free: free, reserve: headroom.reserve, inMemory: headroom.isMemory)
    }
  }

  /// Checks that another piece of a file fits: other programs may have used the space since the file was started.
  func requireMore(_ size: Int) throws(CalibrationError) {
    for headroom in headrooms {
      guard let free = try headroom.shortage(of: size) else { continue }
      throw .roomTaken(directory, free: free, reserve: headroom.reserve, inMemory: headroom.isMemory)
    }
  }

  /// The most bytes to write between two checks of the space, so that several measuring programs stay within the
  /// reserve.
  var piece: Int { max(headrooms.map(\.reserve).min().map { $0 / 8 } ?? 0, 1 << 16) }
}
