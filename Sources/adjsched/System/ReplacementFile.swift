#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A temporary file beside another one, which it replaces in one step or not at all.
struct ReplacementFile {
  let descriptor: Descriptor
  private let temporary: String
  private let target: String

  /// Creates the temporary file in the target's directory, so that renaming it stays within one file system.
  ///
  /// - Parameter permissions: Those of the file to be replaced, or nil when there is none.
  init(target: String, permissions: mode_t?, name: String) throws(Failure) {
    let directory = OutputTarget.directory(of: target)
    // A name that ends in a slash asks for a directory.
    if directory == target { throw .uncreatable(file: name, code: EISDIR) }
    var attempt = 0
    while true {
      // Not made from the target's name, which may be as long as names can be.
      let temporary = "\(directory).adjsched-\(getpid())-\(attempt).tmp"
      let number = Interrupt.held { () -> Int32 in
        // What nobody else may read is not readable while it is being written either.
        let mode: mode_t = permissions == nil ? 0o666 : 0o600
        let number = Descriptor.unsafeOpen(temporary, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
        if number >= 0 { Interrupt.setTemporary(temporary) }
        return number
      }
      if number >= 0 {
        descriptor = Descriptor(number: number, name: name)
        self.temporary = temporary
        self.target = target
        if let permissions { _ = fchmod(number, permissions) }
        return
      }
      // Left behind by a process of the same number that was killed.
      if errno != EEXIST || attempt == 99 { throw .uncreatable(file: name, code: errno) }
      attempt += 1
    }
  }

  /// Puts the file in the target's place.
  func commit() throws(Failure) {
    do throws(Failure) {
      try descriptor.close()
    } catch {
      remove()
      throw error
    }
    let code = Interrupt.held { () -> Int32 in
      if rename(temporary, target) != 0 { return errno }
      Interrupt.setTemporary(nil)
      return 0
    }
    if code != 0 {
      remove()
      throw .uncreatable(file: descriptor.name, code: code)
    }
  }

  /// Removes the file; the target stays as it was.
  func discard() {
    try? descriptor.close()
    remove()
  }

  private func remove() {
    Interrupt.held {
      unlink(temporary)
      Interrupt.setTemporary(nil)
    }
  }
}
