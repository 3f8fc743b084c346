import ScheduleFormats

/// An open file whose reads and writes retry after interrupts and complete partial transfers.
struct Descriptor {
  let number: Int32
  /// The file's name for messages.
  let name: String

  static let standardInput = Descriptor(number: 0, name: "standard input")
  static let standardOutput = Descriptor(number: 1, name: "standard output")
  static let standardError = Descriptor(number: OutOfMemoryHandler.messages, name: "standard error")

  /// Occupies descriptors 0 to 2 if they are closed, so that no file opened later gets one by accident.
  ///
  /// They are opened in the wrong direction on purpose: reading a closed standard input and writing to a closed
  /// standard output must still fail.
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

  /// Replaces the content of `chunk` with the next bytes; returns false at the end.
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
      // These two errors appear only at the first read: the name refers to something unreadable.
      case EISDIR, EBADF: throw .unreadable(file: name, code: code)
      default: throw .readFailed(file: name, code: code)
      }
    }
  }

  /// Closes the file; a network file system may report a failed write only now.
  func close() throws(Failure) {
    if systemClose(number) != 0 && errno != EINTR { throw .writeFailed(file: name, code: errno) }
  }

  /// Reports errors that closing would report, but leaves the file open.
  func flush() throws(Failure) {
    let copy = dup(number)
    if copy < 0 { throw .writeFailed(file: name, code: errno) }
    try Descriptor(number: copy, name: name).close()
  }

  /// Writes one line for people, ignoring errors: there is nowhere left to report them.
  func say(_ message: String) {
    try? write(Array("adjsched: \(PrintableText.spelledOut(message.spellingBytes))\n".utf8))
  }

  private static let chunkSize = 1 << 16

  /// Blocks until a non-blocking descriptor is ready.
  private func wait(for events: Int16) {
    var request = pollfd(fd: number, events: events, revents: 0)
    _ = poll(&request, 1, -1)
  }
}

// Inside the type, its own methods hide the system's functions.
private func systemWrite(_ number: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(number, bytes, count)
}
private func systemRead(_ number: Int32, _ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
  read(number, bytes, count)
}
private func systemClose(_ number: Int32) -> Int32 {
  close(number)
}
