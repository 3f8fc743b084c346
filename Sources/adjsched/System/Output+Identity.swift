/// Whether two results would overwrite each other.
extension Output.Destination {
  /// Returns whether what is written to both would end in one file or stream.
  ///
  /// Devices, such as /dev/null, take any number of results.
  func isSame(as other: Output.Destination) throws(Failure) -> Bool {
    guard let identity = try identity() else { return false }
    return try identity == other.identity()
  }

  private enum Identity: Equatable {
    /// A file or pipe that exists.
    case node(device: dev_t, number: ino_t)
    /// A device that the program was started with.
    case inherited(Int32)
    /// A name in a directory, of a file that does not exist yet.
    case name(device: dev_t, directory: ino_t, [UInt8])

    /// - Parameter number: The file's number if the program was started with it.
    init?(_ status: stat, number: Int32? = nil) {
      if status.st_mode & S_IFMT != S_IFCHR {
        self = .node(device: status.st_dev, number: status.st_ino)
      } else if let number {
        self = .inherited(number)
      } else {
        return nil
      }
    }
  }

  private func identity() throws(Failure) -> Identity? {
    var status = stat()
    func inherited(_ number: Int32) -> Identity? {
      fstat(number, &status) == 0 ? Identity(status, number: number) : nil
    }
    guard case .file(let name) = self else { return inherited(Descriptor.standardOutput.number) }
    switch try OutputTarget(name) {
    case .inherited(let number): return inherited(number)
    case .special: return stat(FilePath(name).characters, &status) == 0 ? Identity(status) : nil
    case .regular(_, let old?): return Identity(old)
    case .regular(let path, nil):
      if stat(path.openDirectory.characters, &status) != 0 { return nil }
      return .name(device: status.st_dev, directory: status.st_ino, path.lastComponent)
    }
  }
}
