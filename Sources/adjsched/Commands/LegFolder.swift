import AdjointSchedules
import ScheduleFormats

/// A directory for the schedules of a division, one file for each job.
struct LegFolder {
  private let name: String

  /// Returns nil unless the name is that of a directory, or ends like one.
  init?(_ name: String) {
    var status = stat()
    if stat(FilePath(name).characters, &status) == 0 {
      if status.st_mode & S_IFMT != S_IFDIR { return nil }
    } else if !name.hasSuffix("/") {
      return nil
    }
    self.name = name.hasSuffix("/") ? name : name + "/"
  }

  /// Makes the directory if it does not exist.
  func make() throws(Failure) {
    let path = FilePath(name)
    var status = stat()
    if stat(path.characters, &status) == 0 { return }
    if mkdir(path.characters, 0o777) != 0 { throw .uncreatable(file: name, code: errno) }
  }

  /// Checks that schedules can be written to a folder or a file of this name, as far as that can be told before.
  static func requireWritable(_ name: String) throws(Failure) {
    let directory: FilePath
    if let folder = LegFolder(name) {
      var status = stat()
      let bytes = FilePath(folder.name).bytes
      let exists = stat(FilePath(folder.name).characters, &status) == 0
      let last = bytes.lastIndex { $0 != UInt8(ascii: "/") } ?? 0
      directory = exists ? FilePath(bytes: bytes) : FilePath(bytes: bytes[...last]).openDirectory
    } else {
      guard case .regular(let path, nil) = try OutputTarget(name) else { return }
      directory = path.openDirectory
    }
    if access(directory.characters, W_OK | X_OK) != 0 { throw .uncreatable(file: name, code: errno) }
  }

  /// Returns the name of the file of a leg, numbered from 1, with leading zeros, so that names sort.
  func path(of leg: Int) -> String { name + Self.file(leg) }

  private static func file(_ leg: Int) -> String {
    "leg-" + String(repeating: "0", count: max(0, 4 - String(leg).count)) + String(leg) + ".jsonl"
  }

  /// Checks that no leg of a longer division is there, which would be taken for one of this.
  ///
  /// - Parameter option: The option that names the directory, for the message.
  func requireNoLegs(beyond count: Int, option: String) throws(UsageError) {
    let old = legs.filter { $0 > count }.sorted()
    guard let first = old.first else { return }
    let files = old.count == 1 ? Self.file(first) : "\(Self.file(first)) and \(old.count - 1) more"
    throw .outOfRange(
      option,
      reason:
        "\(name.quoted) holds \(files) of another division, and this one ends with \(Self.file(count)); remove them, or name another folder"
    )
  }

  /// The numbers of the legs that are there.
  private var legs: [Int] {
    guard let directory = opendir(FilePath(name).characters) else { return [] }
    defer { closedir(directory) }
    var legs: [Int] = []
    while let entry = readdir(directory) {
      let file = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      guard file.hasPrefix("leg-"), file.hasSuffix(".jsonl") else { continue }
      let digits = file.dropFirst(4).dropLast(6)
      if let number = Int(digits), file == Self.file(number) { legs.append(number) }
    }
    return legs
  }
}
