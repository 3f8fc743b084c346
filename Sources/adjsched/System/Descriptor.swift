import ScheduleFormats

/// An open file: reads and writes that retry what was interrupted and finish what was cut short.
struct Descriptor {
  let number: Int32
  /// The file's name for messages.
  let name: String

  static let standardInput = Descriptor(number: 0, name: "standard input")
  static let standardOutput = Descriptor(number: 1, name: "standard output")
  static let standardError = Descriptor(number: OutOfMemoryHandler.messages, name: "standard error")

  /// Takes the numbers 0 to 2 where they are free, so that no file that is opened later gets one of them by accident.
  ///
  /// The directions are the wrong ones on purpose: reading a closed standard input and writing to a closed standard
  /// output must go on failing.
  static func reserveStandard() {
    for number in Int32(0)...2 where fcntl(number, F_GETFD) == -1 {
      _ = unsafeOpen("/dev/null", number == 0 ? O_WRONLY : O_RDONLY)
    }
  }

  /// Opens a file and returns its number, or -1 with `errno` set.
  static func unsafeOpen(_ path: FilePath, _ flags: Int32, mode: mode_t = 0) -> Int32 {
    while true {
      let number = open(path.characters, flags | O_CLOEXEC, mode)
      if number >= 0 || errno != EINTR { return number }
    }
  }

  var isTerminal: Bool { isatty(number) == 1 }

  /// Writes all bytes of `bytes`.
  func write(_ bytes: [UInt8]) throws(Failure) {
    var start = 0
    while start < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { systemWrite(number, $0 + start, buffer.count - start) } ?? 0
      }
      if count >= 0 {
        start += count
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: wait(for: Int16(POLLOUT))
      case EPIPE: throw .brokenPipe
      default: throw .writeFailed(file: name, code: errno)
      }
    }
  }

  /// Replaces the content of `chunk` by the next bytes; returns false when there are none left.
  func read(into chunk: inout [UInt8]) throws(Failure) -> Bool {
    while true {
      var code: Int32 = 0
      chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { buffer, count in
        let result = systemRead(number, buffer.baseAddress, buffer.count)
        if result < 0 { code = errno }
        count = max(result, 0)
      }
      switch code {
      case 0: return !chunk.isEmpty
      case EINTR: continue
      case EAGAIN: wait(for: Int16(POLLIN))
      // These two are known at the first read only: there is nothing behind the name that could be read.
      case EISDIR, EBADF: throw .unreadable(file: name, code: code)
      default: throw .readFailed(file: name, code: code)
      }
    }
  }

  /// Closes the file; a network file system may say only now that writing has failed.
  func close() throws(Failure) {
    if systemClose(number) != 0 && errno != EINTR { throw .writeFailed(file: name, code: errno) }
  }

  /// Makes the system say now what it would say when the file is closed, and leaves it open.
  func flush() throws(Failure) {
    let copy = dup(number)
    if copy < 0 { throw .writeFailed(file: name, code: errno) }
    try Descriptor(number: copy, name: name).close()
  }

  /// Writes one line for people, whatever becomes of it: there is nowhere left to complain.
  func say(_ message: String) {
    try? write(Array("adjsched: \(PrintableText.spelledOut(message.spellingBytes))\n".utf8))
  }

  private static let chunkSize = 1 << 16

  /// Sleeps until a file that is not to be waited for is ready again.
  private func wait(for events: Int16) {
    var request = pollfd(fd: number, events: events, revents: 0)
    _ = poll(&request, 1, -1)
  }
}

// Within the type the names of the system's functions are hidden by its own.
private func systemWrite(_ number: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(number, bytes, count)
}
private func systemRead(_ number: Int32, _ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
  read(number, bytes, count)
}
private func systemClose(_ number: Int32) -> Int32 {
  close(number)
}
