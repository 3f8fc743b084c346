/// A file that replaces another, completely or not at all.
///
/// Until then it has no name, if the file system supports that, so that nothing is left behind however the program
/// ends, even by SIGKILL or a power cut. Otherwise it is named `.adjsched-PROCESS-N.tmp`, in the same directory, and
/// only SIGKILL leaves it there.
///
/// It takes the old file's name atomically, unless that would lose something that the new file cannot have: other
/// hard links, an owner that it cannot be given, a mount. In that case its content is copied over.
struct ReplacementFile {
  let descriptor: Descriptor
  /// The temporary name, or nil if it has none.
  private let temporary: FilePath?
  private let target: FilePath
  /// The status of the old file, if there is one.
  private let old: stat?
  /// True if the file has all attributes of the old one.
  private let isAlike: Bool

  /// Creates the file in the target's directory, so that it stays within one file system.
  ///
  /// - Parameter old: The status of the file to be replaced, or nil if there is none.
  init(target: FilePath, old: stat?, name: String) throws(Failure) {
    // A name that ends in a slash means a directory.
    if target.lastComponent.isEmpty { throw .uncreatable(file: name, code: EISDIR) }
    self.target = target
    self.old = old
    // If nobody else may read the result, nobody may read it while it is being written.
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

  /// Puts the file in place of the target.
  func commit() throws(Failure) {
    do throws(Failure) {
      try descriptor.flush()
      // An autoclosure, such as the right side of ||, loses the type it throws.
      let isInPlace = isAlike ? try takeName() : false
      if !isInPlace, let old { try CopyInPlace(from: descriptor, to: target, old: old).run() }
    } catch {
      discard()
      throw error
    }
    // No longer there if the file took its place.
    discard()
  }

  /// Removes the file unless it has replaced the target, which otherwise is unchanged.
  func discard() {
    try? descriptor.close()
    if let temporary {
      Interrupt.withSignalsBlocked {
        unlink(temporary.characters)
        Interrupt.setTemporary(nil)
      }
    }
  }

  /// Gives the file the target's name; returns false if something is mounted there.
  private func takeName() throws(Failure) -> Bool {
    var code: Int32 = 0
    if let temporary {
      code = Interrupt.withSignalsBlocked { rename(temporary.characters, target.characters) == 0 ? 0 : errno }
    } else {
      // No system call links a file to an existing name, so it has a temporary name for a moment.
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

  /// Gives a file the owner, group and mode of another; returns whether it has them now.
  private static func make(_ number: Int32, like old: stat) -> Bool {
    var new = stat()
    guard fstat(number, &new) == 0 else { return false }
    // The file's current attributes may be all that its file system supports.
    if new.st_uid != old.st_uid || new.st_gid != old.st_gid { _ = fchown(number, old.st_uid, old.st_gid) }
    // After the owner, since changing the owner clears mode bits.
    _ = fchmod(number, old.st_mode & 0o7777)
    return fstat(number, &new) == 0 && new.st_uid == old.st_uid && new.st_gid == old.st_gid
      && new.st_mode == old.st_mode
  }

  /// Opens an unnamed file, or returns nil if the file system or a missing /proc prevents it.
  private static func openUnnamed(in directory: FilePath, mode: mode_t) -> Int32? {
    // O_TMPFILE, a macro that is not imported: a fixed number plus the flag for directories.
    let number = Descriptor.unsafeOpen(directory, O_RDWR | 0o20_000_000 | O_DIRECTORY, mode: mode)
    if number < 0 { return nil }
    // It is named through /proc, without which it would be lost.
    if access(handle(of: number).characters, F_OK) == 0 { return number }
    close(number)
    return nil
  }

  /// The path of an open file under /proc.
  private static func handle(of number: Int32) -> FilePath { "/proc/self/fd/\(String(number))" }

  /// Returns the first name for which `create` returns true; otherwise `create` sets `errno`. Signals are blocked
  /// meanwhile.
  private static func firstFreeName(
    in directory: FilePath, for name: String, create: (FilePath) -> Bool
  ) throws(Failure) -> FilePath {
    var attempt = 0
    while true {
      // Not derived from the target's name, which may have the maximum length.
      let path = directory + FilePath(".adjsched-\(getpid())-\(attempt).tmp")
      let code = Interrupt.withSignalsBlocked { create(path) ? 0 : errno }
      if code == 0 { return path }
      // An existing file was left behind by a killed process with the same number.
      if code != EEXIST || attempt == 99 { throw .uncreatable(file: name, code: code) }
      attempt += 1
    }
  }
}
