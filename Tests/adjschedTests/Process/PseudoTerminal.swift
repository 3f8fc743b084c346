import Foundation

/// A terminal in which a program is run.
enum PseudoTerminal {
  struct Unavailable: Error {}

  /// Runs a `bash` script in which `$ADJSCHED` is the program, its standard output a terminal, and returns what appears.
  static func output(of script: String, columns: Int, lines: Int) throws -> String {
    // The functions of POSIX for this, and the names of these requests, are not among those that Swift imports:
    // TIOCSPTLCK unlocks the terminal, TIOCGPTN returns its number.
    let main = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (unlocked, number): (Int32, Int32) = (0, 0)
    guard main >= 0, ioctl(main, 0x4004_5431, &unlocked) == 0, ioctl(main, 0x8004_5430, &number) == 0 else {
      throw Unavailable()
    }
    let terminal = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    guard terminal >= 0 else { throw Unavailable() }
    var size = winsize(ws_row: UInt16(lines), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    guard ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0 else { throw Unavailable() }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["ADJSCHED": Program.path], uniquingKeysWith: { $1 })
    process.standardInput = FileHandle.nullDevice
    let output = FileHandle(fileDescriptor: terminal, closeOnDealloc: true)
    process.standardOutput = output
    try process.run()
    // By the handle, which knows whether the process object has closed it already.
    try? output.close()
    // The end of all writers is an error here, and not an end of the file.
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(main, &chunk, chunk.count)
      if count <= 0 { break }
      bytes += chunk.prefix(count)
    }
    close(main)
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
