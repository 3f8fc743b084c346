/// The mount table.
enum MountTable {
  private static let path = "/proc/self/mountinfo"

  static var isReadable: Bool { access(path, R_OK) == 0 }

  /// Returns the type of the file system on a device, such as `tmpfs`; nil if unknown.
  ///
  /// A line reads `36 35 0:42 / /dev/shm rw - tmpfs ...`.
  static func type(ofDevice device: dev_t) -> String? {
    // The same as the system's macros, which Swift does not import.
    let major = (device >> 8) & 0xFFF | (device >> 32) & ~0xFFF
    let minor = device & 0xFF | (device >> 12) & 0xFFFF_FF00
    let number = "\(major):\(minor)"
    for line in KernelFile.text(path).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 2, words[2] == number, let hyphen = words.lastIndex(of: "-"), hyphen + 1 < words.count else {
        continue
      }
      return String(words[hyphen + 1])
    }
    return nil
  }
}
