/// The files that the program was started with, and the names that refer to them.
///
/// To the system, `/dev/stdout` names whatever file standard output goes to. Opening that name would write from the
/// beginning, and replacing it would lose the file; the user means the open file itself.
enum InheritedFile {
  /// Returns the descriptor that a name refers to, such as 1 for `/dev/stdout` or 3 for `/dev/fd/3`; nil for other
  /// names.
  static func number(named path: FilePath) -> Int32? {
    switch path {
    case "/dev/stdin": return 0
    case "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default: break
    }
    let directories: [FilePath] = ["/dev/fd/", "/proc/self/fd/", "/proc/thread-self/fd/"]
    return directories.contains(path.directory) ? number(path.lastComponent) : nil
  }

  /// Returns the descriptor of a kernel link, `fd/N` of any process, if this program's descriptor N is the same file;
  /// nil otherwise.
  static func number(behind link: FilePath) -> Int32? {
    var (there, here) = (stat(), stat())
    guard let number = number(link.lastComponent), isInherited(number), stat(link.characters, &there) == 0,
      fstat(number, &here) == 0, there.st_dev == here.st_dev, there.st_ino == here.st_ino
    else { return nil }
    return number
  }

  /// True if the program was started with this descriptor open.
  static func isInherited(_ number: Int32) -> Bool {
    let flags = fcntl(number, F_GETFD)
    // The program opens all its own files close-on-exec, so an inherited file does not have that flag.
    return flags >= 0 && flags & FD_CLOEXEC == 0
  }

  /// Returns an inherited file to write to.
  static func writable(_ number: Int32, name: String) throws(Failure) -> Descriptor {
    let mode = fcntl(number, F_GETFL) & O_ACCMODE
    if !isInherited(number) || mode == O_RDONLY { throw .writeFailed(file: name, code: EBADF) }
    return Descriptor(number: number == 2 ? Descriptor.standardError.number : number, name: name)
  }

  private static func number(_ digits: [UInt8]) -> Int32? {
    let text = String(word: digits)
    guard let number = Int32(text), number >= 0, String(number) == text else { return nil }
    return number
  }
}
