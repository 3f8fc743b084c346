/// Free space somewhere, in bytes, and the reserve of it that must stay free.
///
/// The reserve is fixed once; the free space is queried each time, because other programs use it too.
struct Headroom {
  private enum Place {
    case memory
    case fileSystem(of: String)
  }

  private let place: Place
  let reserve: Int

  /// The largest reserve.
  private static let largestReserve = 1 << 30

  /// The available memory: a twentieth of it, or 1 GiB if that is less, stays free.
  static func memory() -> Headroom {
    Headroom(place: .memory, reserve: min(AvailableMemory.bytes / 20, largestReserve))
  }

  /// The space on a directory's file system: a twentieth of its size, or 1 GiB if that is less, stays free. Nil if it
  /// reports no size at all.
  static func fileSystem(of directory: String) throws(CalibrationError) -> Headroom? {
    let size = try blocks(of: directory).all
    return size == 0 ? nil : Headroom(place: .fileSystem(of: directory), reserve: min(size / 20, largestReserve))
  }

  var isMemory: Bool { if case .memory = place { true } else { false } }

  /// The free space now.
  func free() throws(CalibrationError) -> Int {
    switch place {
    case .memory: return AvailableMemory.bytes
    case .fileSystem(let directory): return try Self.blocks(of: directory).free
    }
  }

  /// Returns the free space if `size` bytes do not fit above the reserve; nil if they do.
  func shortage(of size: Int) throws(CalibrationError) -> Int? {
    let free = try free()
    return size > free - reserve ? free : nil
  }

  private static func blocks(of directory: String) throws(CalibrationError) -> (free: Int, all: Int) {
    var room = statvfs()
    if statvfs(FilePath(directory).characters, &room) != 0 { throw .uncreatable(directory: directory, code: errno) }
    return (bytes(room.f_bavail, room.f_frsize), bytes(room.f_blocks, room.f_frsize))
  }

  private static func bytes(_ blocks: UInt, _ size: UInt) -> Int {
    let (product, overflow) = blocks.multipliedReportingOverflow(by: size)
    return overflow ? Int.max : Int(clamping: product)
  }
}
