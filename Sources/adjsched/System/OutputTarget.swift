/// What the name of an output file refers to.
enum OutputTarget {
  /// A file that the program was started with, by its number.
  case inherited(Int32)
  /// A device, a pipe or a socket: there is nothing to replace, so bytes are written directly. Contains the flags to
  /// open it with.
  case special(flags: Int32)
  /// A regular file after resolving symbolic links, with its status if it exists.
  case regular(path: FilePath, old: stat?)

  init(_ name: String) throws(Failure) {
    let path = FilePath(name)
    let target: FilePath
    switch try Self.end(of: path, name: name) {
    case .inherited(let number):
      self = .inherited(number)
      return
    case .open:
      // Append, so that it does not overwrite what others write.
      self = .special(flags: O_APPEND)
      return
    case .name(let end): target = end
    }
    var status = stat()
    let exists = stat(path.characters, &status) == 0
    if !exists && errno != ENOENT { throw .uncreatable(file: name, code: errno) }
    if exists && status.st_mode & S_IFMT == S_IFDIR { throw .uncreatable(file: name, code: EISDIR) }
    if exists && status.st_mode & S_IFMT != S_IFREG {
      self = .special(flags: 0)
      return
    }
    // Replacing requires only permission on the directory, but a file that may not be written must not be replaced
    // either.
    if exists && access(path.characters, W_OK) != 0 { throw .uncreatable(file: name, code: errno) }
    self = .regular(path: target, old: exists ? status : nil)
  }

  /// The end of a chain of symbolic links.
  private enum End {
    case inherited(Int32)
    /// At a file opened by another process.
    case open
    /// At a name, whether or not the file exists.
    case name(FilePath)
  }

  private static func end(of path: FilePath, name: String) throws(Failure) -> End {
    var current = path
    for _ in 0..<40 {
      if let number = InheritedFile.number(named: current) { return .inherited(number) }
      let limit = Int(PATH_MAX)
      var buffer = [CChar](repeating: 0, count: limit)
      let count = readlink(current.characters, &buffer, limit)
      if count < 0 { return .name(current) }
      var directory = stat()
      if stat(current.openDirectory.characters, &directory) == 0, MountTable.type(ofDevice: directory.st_dev) == "proc"
      {
        // A link made by the kernel: it leads to an open file, whatever name it shows.
        return InheritedFile.number(behind: current).map { .inherited($0) } ?? .open
      }
      let link = FilePath(bytes: buffer.prefix(count).map { UInt8(bitPattern: $0) })
      current = link.isAbsolute ? link : current.directory + link
    }
    throw .uncreatable(file: name, code: ELOOP)
  }
}
