/// A file that takes another one's place, complete, or not at all.
///
/// Until then it has no name where the file system can do that: then nothing is left behind whatever ends the program,
/// a kill or a power cut included. Elsewhere it is called `.adjsched-PROCESS-N.tmp`, in the same directory, and only a
/// kill leaves it there.
///
/// It gets the old one's name in one step, unless that would take something from the old one that it cannot have: other
/// names (hard links), an owner that it may not be given to, what is mounted there. Then its content is copied over.
struct ReplacementFile {
  let descriptor: Descriptor
  /// The name of the file so far, or nil when it has none.
  private let temporary: FilePath?
  private let target: FilePath
  /// What the old file is, when there is one.
  private let old: stat?
  /// True when the file is as the old one is, in all but its content.
  private let isAlike: Bool

  /// Creates the file in the target's directory, so that it stays within one file system.
  ///
  /// - Parameter old: What is known of the file to be replaced, or nil when there is none.
  init(target: FilePath, old: stat?, name: String) throws(Failure) {
    // A name that ends in a slash asks for a directory.
    if target.lastComponent.isEmpty { throw .uncreatable(file: name, code: EISDIR) }
    self.target = target
    self.old = old
    // What nobody else may read is not readable while it is being written either.
    let mode: mode_t = old == nil ? 0o666 : 0o600
    let unnamed = Self.openUnnamed(in: target.openDirectory, mode: mode)
    if let unnamed {
      temporary = nil
      descriptor = Descriptor(number: unnamed, name: name)
    } else {
      var opened: Int32 = -1
      temporary = try Self.firstFreeName(in: target.directory, for: name) { path in
        opened = Descriptor.unsafeOpen(path, O_RDWR | O_CREAT | O_EXCL, mode: mode)
        if opened >= 0 { Interrupt.setTemporary(path) }
        return opened >= 0
      }
      descriptor = Descriptor(number: opened, name: name)
    }
    if let old {
      isAlike = old.st_nlink == 1 && Self.make(descriptor.number, like: old)
    } else {
      isAlike = true
    }
  }

  /// Puts the file in the target's place.
  func commit() throws(Failure) {
    do throws(Failure) {
      try descriptor.flush()
      // An autoclosure, such as the right side of ||, forgets what it throws.
      let isInPlace = isAlike ? try takeName() : false
      if !isInPlace, let old { try CopyInPlace(from: descriptor, to: target, old: old).run() }
    } catch {
      discard()
      throw error
    }
    // Not there any more where the file took its place.
    discard()
  }

  /// Removes the file, unless it has taken the target's place, which otherwise stays as it was.
  func discard() {
    try? descriptor.close()
    if let temporary {
      Interrupt.withSignalsBlocked {
        unlink(temporary.characters)
        Interrupt.setTemporary(nil)
      }
    }
  }

  /// Gives the file the target's name; returns false when something is mounted there.
  private func takeName() throws(Failure) -> Bool {
    var code: Int32 = 0
    if let temporary {
      code = Interrupt.withSignalsBlocked { rename(temporary.characters, target.characters) == 0 ? 0 : errno }
    } else {
      // No call gives a file a name that is taken: for a moment it has one of its own.
      _ = try Self.firstFreeName(in: target.directory, for: descriptor.name) { path in
        let handle = Self.handle(of: descriptor.number)
        if linkat(AT_FDCWD, handle.characters, AT_FDCWD, path.characters, AT_SYMLINK_FOLLOW) != 0 { return false }
        if rename(path.characters, target.characters) != 0 {
          code = errno
          unlink(path.characters)
        }
        return true
      }
    }
    if old != nil && (code == EBUSY || code == EXDEV) { return false }
    if code != 0 { throw .uncreatable(file: descriptor.name, code: code) }
    return true
  }

  /// Gives a file the owner, the group and the mode of another, and returns whether it has them now.
  private static func make(_ number: Int32, like old: stat) -> Bool {
    var new = stat()
    guard fstat(number, &new) == 0 else { return false }
    // What the file has already may be all that its file system knows.
    if new.st_uid != old.st_uid || new.st_gid != old.st_gid { _ = fchown(number, old.st_uid, old.st_gid) }
    // After the owner, a change of which takes rights away.
    _ = fchmod(number, old.st_mode & 0o7777)
    return fstat(number, &new) == 0 && new.st_uid == old.st_uid && new.st_gid == old.st_gid
      && new.st_mode == old.st_mode
  }

  /// Opens a file without a name, or returns nil where the file system, or a missing /proc, does not allow for it.
  private static func openUnnamed(in directory: FilePath, mode: mode_t) -> Int32? {
    // O_TMPFILE, a macro that is not imported: the same number on every machine, and the flag for directories.
    let number = Descriptor.unsafeOpen(directory, O_RDWR | 0o20_000_000 | O_DIRECTORY, mode: mode)
    if number < 0 { return nil }
    // It gets its name by way of /proc, without which it would be lost.
    if access(handle(of: number).characters, F_OK) == 0 { return number }
    close(number)
    return nil
  }

  /// The name by which the system knows an open file.
  private static func handle(of number: Int32) -> FilePath { "/proc/self/fd/\(String(number))" }

  /// Returns the first name for which `create` returns true; it sets `errno` otherwise. Signals are held back meanwhile.
  private static func firstFreeName(
    in directory: FilePath, for name: String, create: (FilePath) -> Bool
  ) throws(Failure) -> FilePath {
    var attempt = 0
    while true {
      // Not made from the target's name, which may be as long as names can be.
      let path = directory + FilePath(".adjsched-\(getpid())-\(attempt).tmp")
      let code = Interrupt.withSignalsBlocked { create(path) ? 0 : errno }
      if code == 0 { return path }
      // A name that is taken was left behind by a process of the same number that was killed.
      if code != EEXIST || attempt == 99 { throw .uncreatable(file: name, code: code) }
      attempt += 1
    }
  }
}
