import Foundation

/// A terminal of the kernel's that nobody sits at: what is written to it is read on the other side.
struct Terminal {
  private let ours: Int32
  /// What a process is given as its standard error.
  let theirs: FileHandle

  struct Unavailable: Error {}

  init() throws {
    // What posix_openpt, unlockpt and ptsname do on Linux; the compiler does not see them.
    let (unlock, number) = (UInt(0x4004_5431), UInt(0x8004_5430))
    ours = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (off, index) = (CInt(0), CInt(0))
    guard ours >= 0, ioctl(ours, unlock, &off) == 0, ioctl(ours, number, &index) == 0 else { throw Unavailable() }
    let other = open("/dev/pts/\(index)", O_RDWR | O_NOCTTY)
    if other < 0 { throw Unavailable() }
    theirs = FileHandle(fileDescriptor: other, closeOnDealloc: true)
  }

  /// Returns what is written until `text` has come, or until every writer has gone.
  ///
  /// Our own copy of the other side has to be closed before.
  func read(until text: String? = nil) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = Foundation.read(ours, &buffer, buffer.count), count > 0 {
      bytes += buffer[..<count]
      if let text, String(decoding: bytes, as: UTF8.self).contains(text) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func close() { _ = Foundation.close(ours) }
}
