#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file that takes another one's place in one step, complete, or not at all.
///
/// Until then it has no name where the file system can do that: then nothing is left behind whatever ends the program,
/// a kill or a power cut included. Elsewhere it is called `.adjsched-PROCESS-N.tmp`, in the same directory, and only a
/// kill leaves it there.
struct ReplacementFile {
  let descriptor: Descriptor
  /// The name of the file so far, or nil when it has none.
  private let temporary: String?
  private let target: String

  /// Creates the file in the target's directory, so that it stays within one file system.
  ///
  /// - Parameter permissions: Those of the file to be replaced, or nil when there is none.
  init(target: String, permissions: mode_t?, name: String) throws(Failure) {
    let directory = OutputTarget.directory(of: target)
    // A name that ends in a slash asks for a directory.
    if directory == target { throw .uncreatable(file: name, code: EISDIR) }
    self.target = target
    // What nobody else may read is not readable while it is being written either.
    let mode: mode_t = permissions == nil ? 0o666 : 0o600
    let unnamed = Self.openUnnamed(in: directory.isEmpty ? "." : directory, mode: mode)
    if let unnamed {
      temporary = nil
      descriptor = Descriptor(number: unnamed, name: name)
    } else {
      var opened: Int32 = -1
      temporary = try Self.firstFreeName(in: directory, for: name) { path in
        opened = Descriptor.unsafeOpen(path, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
        if opened >= 0 { Interrupt.setTemporary(path) }
        return opened >= 0
      }
      descriptor = Descriptor(number: opened, name: name)
    }
    if let permissions { _ = fchmod(descriptor.number, permissions) }
  }

  /// Puts the file in the target's place.
  func commit() throws(Failure) {
    var code: Int32 = 0
    if let temporary {
      do throws(Failure) {
        try descriptor.close()
      } catch {
        remove(temporary)
        throw error
      }
      code = Interrupt.held { rename(temporary, target) == 0 ? 0 : errno }
      if code == 0 { Interrupt.setTemporary(nil) } else { remove(temporary) }
    } else {
      try descriptor.flush()
      // No call gives a file a name that is taken: for a moment it has one of its own.
      _ = try Self.firstFreeName(in: OutputTarget.directory(of: target), for: descriptor.name) { path in
        if linkat(AT_FDCWD, Self.handle(of: descriptor.number), AT_FDCWD, path, AT_SYMLINK_FOLLOW) != 0 { return false }
        if rename(path, target) != 0 {
          code = errno
          unlink(path)
        }
        return true
      }
      try descriptor.close()
    }
    if code != 0 { throw .uncreatable(file: descriptor.name, code: code) }
  }

  /// Removes the file; the target stays as it was.
  func discard() {
    try? descriptor.close()
    if let temporary { remove(temporary) }
  }

  private func remove(_ path: String) {
    Interrupt.held {
      unlink(path)
      Interrupt.setTemporary(nil)
    }
  }

  /// Opens a file without a name, or returns nil where the file system, or a missing /proc, does not allow for it.
  private static func openUnnamed(in directory: String, mode: mode_t) -> Int32? {
    // O_TMPFILE, a macro that is not imported: the same number on every machine, and the flag for directories.
    let number = Descriptor.unsafeOpen(directory, O_WRONLY | 0o20_000_000 | O_DIRECTORY, mode: mode)
    if number < 0 { return nil }
    // It gets its name by way of /proc, without which it would be lost.
    if access(handle(of: number), F_OK) == 0 { return number }
    try? Descriptor(number: number, name: directory).close()
    return nil
  }

  /// The name by which the system knows an open file.
  private static func handle(of number: Int32) -> String { "/proc/self/fd/\(number)" }

  /// Returns the first name for which `create` returns true; it sets `errno` otherwise. Signals are held back meanwhile.
  private static func firstFreeName(
    in directory: String, for name: String, create: (String) -> Bool
  ) throws(Failure) -> String {
    var attempt = 0
    while true {
      // Not made from the target's name, which may be as long as names can be.
      let path = "\(directory).adjsched-\(getpid())-\(attempt).tmp"
      let code = Interrupt.held { create(path) ? 0 : errno }
      if code == 0 { return path }
      // A name that is taken was left behind by a process of the same number that was killed.
      if code != EEXIST || attempt == 99 { throw .uncreatable(file: name, code: code) }
      attempt += 1
    }
  }
}
