import ScheduleFormats

/// A file that is read, or standard input.
struct Input: ByteSource {
  let descriptor: Descriptor
  /// The number of bytes read so far.
  private(set) var count = 0

  /// Opens the file named by an operand; `-` or no operand means standard input.
  init(_ operand: String?) throws(Failure) {
    guard let name = operand, name != "-" else {
      descriptor = .standardInput
      return
    }
    if name.isEmpty { throw .usage(.emptyFileName("file")) }
    let path = FilePath(name)
    let inherited = InheritedFile.number(named: path)
    if let inherited, !InheritedFile.isInherited(inherited) { throw .unreadable(file: name, code: EBADF) }
    var number = Descriptor.unsafeOpen(path, O_RDONLY)
    let code = errno
    // A socket, or another user's file, may be open although it cannot be opened by name; and `/dev/stdin` may not
    // exist.
    if number < 0, let inherited { number = inherited }
    if number < 0 { throw .unreadable(file: name, code: code) }
    descriptor = Descriptor(number: number, name: name)
  }

  mutating func read(into chunk: inout [UInt8]) throws(Failure) -> Bool {
    guard try descriptor.read(into: &chunk) else { return false }
    count += chunk.count
    return true
  }

  /// The file's size, or nil when it is not a regular file.
  var size: Int? {
    var status = stat()
    guard fstat(descriptor.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Reads all bytes, at most `limit`, and closes the file.
  func readAll(limit: Int) throws(Failure) -> [UInt8] {
    var all: [UInt8] = []
    var chunk: [UInt8] = []
    while try descriptor.read(into: &chunk) {
      if chunk.count > limit - all.count { throw .tooLarge(file: descriptor.name, limit: limit) }
      all += chunk
    }
    // There may be more files than can be open at once.
    if descriptor.number != Descriptor.standardInput.number { try descriptor.close() }
    return all
  }
}

/// An input that shows progress while it is read.
struct WatchedInput: ByteSource {
  var input: Input
  let progress: Progress
  /// The most bytes to accept.
  var limit = Int.max

  mutating func read(into chunk: inout [UInt8]) throws(Failure) -> Bool {
    progress.show(input.count >> 20, "MiB read") { [input] in input.size.map { $0 >> 20 } }
    guard try input.read(into: &chunk) else { return false }
    if input.count > limit { throw .tooLarge(file: input.descriptor.name, limit: limit) }
    return true
  }
}
