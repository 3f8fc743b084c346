/// Room that is free somewhere, in bytes, and the part of it that stays free whatever is measured.
///
/// That part is settled once; what is free is asked for each time, because others take of it too.
struct Headroom {
  private enum Place {
    case memory
    case fileSystem(of: String)
  }

  private let place: Place
  let reserve: Int

  /// The most that stays free of a place of any size.
  private static let largestReserve = 1 << 30

  /// The memory that is available: a twentieth of it stays so, or 1 GiB if that is less.
  static func memory() -> Headroom {
    Headroom(place: .memory, reserve: min(AvailableMemory.bytes / 20, largestReserve))
  }

  /// The room on a directory's file system: a twentieth of its size stays free, or 1 GiB if that is less; nil when it
  /// says that it has no size at all.
  static func fileSystem(of directory: String) throws(CalibrationError) -> Headroom? {
    let size = try blocks(of: directory).all
    return size == 0 ? nil : Headroom(place: .fileSystem(of: directory), reserve: min(size / 20, largestReserve))
  }

  var isMemory: Bool { if case .memory = place { true } else { false } }

  /// What is free now.
  func free() throws(CalibrationError) -> Int {
    switch place {
    case .memory: return AvailableMemory.bytes
    case .fileSystem(let directory): return try Self.blocks(of: directory).free
    }
  }

  /// Returns what is free when `size` bytes do not fit beside the reserve; nil when they do.
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
