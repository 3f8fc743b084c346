/// Copies a complete file's content over another file, which keeps its identity and attributes.
///
/// Terminating signals wait until it is done; SIGKILL and a failing device do not.
struct CopyInPlace {
  /// Open for reading too.
  let from: Descriptor
  let to: FilePath
  let old: stat

  func run() throws(Failure) {
    let number = Descriptor.unsafeOpen(to, O_WRONLY)
    if number < 0 { throw .uncreatable(file: from.name, code: errno) }
    let target = Descriptor(number: number, name: from.name)
    do throws(Failure) {
      let size = lseek(from.number, 0, SEEK_END)
      if size < 0 || lseek(from.number, 0, SEEK_SET) != 0 { throw .writeFailed(file: from.name, code: errno) }
      try reserve(size, of: number)
      try Interrupt.withSignalsBlocked { () throws(Failure) in
        var chunk: [UInt8] = []
        while try from.read(into: &chunk) { try target.write(chunk) }
        if ftruncate(number, size) != 0 { throw .writeFailed(file: from.name, code: errno) }
        // Writing clears the set-user-ID and set-group-ID bits.
        _ = fchmod(number, old.st_mode & 0o7777)
      }
    } catch {
      try? target.close()
      throw error
    }
    try target.close()
  }

  /// Reserves the space before any old content is lost, if the file system supports it.
  private func reserve(_ size: off_t, of number: Int32) throws(Failure) {
    if size <= old.st_size { return }
    let code = Interrupt.withSignalsBlocked { posix_fallocate(number, 0, size) }
    guard [ENOSPC, EDQUOT, EFBIG].contains(code) else { return }
    _ = ftruncate(number, old.st_size)
    throw .writeFailed(file: from.name, code: code)
  }
}
