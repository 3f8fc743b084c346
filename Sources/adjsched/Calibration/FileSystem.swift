/// The file system of a directory that files are to be created in.
struct FileSystem {
  let directory: String
  /// What files take of; a file system in memory takes of two, or of memory alone.
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
    // Without the table this one may be in memory.
    let takesMemory = isInMemory || !MountTable.isReadable
    headrooms = [try Headroom.fileSystem(of: directory), takesMemory ? .memory() : nil].compactMap { $0 }
  }

  /// Checks that a file of `size` bytes fits, the reserves left free.
  func require(_ size: Int) throws(CalibrationError) {
    for headroom in headrooms {
      guard let free = try headroom.shortage(of: size) else { continue }
      throw .noRoom(
        directory: directory, size: size, free: free, reserve: headroom.reserve, inMemory: headroom.isMemory)
    }
  }

  /// Checks that a further piece of a file fits: others may have taken the room since the file was begun.
  func requireMore(_ size: Int) throws(CalibrationError) {
    for headroom in headrooms {
      guard let free = try headroom.shortage(of: size) else { continue }
      throw .roomTaken(directory, free: free, reserve: headroom.reserve, inMemory: headroom.isMemory)
    }
  }

  /// The most bytes to write between two looks at the room: several programs that measure at once stay within the reserve.
  var piece: Int { max(headrooms.map(\.reserve).min().map { $0 / 8 } ?? 0, 1 << 16) }
}
