/// A file name, as bytes.
struct FilePath: Hashable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  /// The bytes with a terminating zero.
  let characters: [CChar]

  init(bytes: some Sequence<UInt8>) {
    characters = bytes.map { CChar(bitPattern: $0) } + [0]
  }

  /// Creates a name from a word of the command line, or any text.
  init(_ word: String) {
    self.init(bytes: word.wordBytes)
  }

  init(stringLiteral text: String) {
    self.init(text)
  }

  /// The bytes without the zero.
  var bytes: [UInt8] { characters.dropLast().map { UInt8(bitPattern: $0) } }

  /// The name as a word, for messages.
  var word: String { String(word: bytes) }

  /// Everything up to and including the last slash; empty for the working directory.
  var directory: FilePath {
    FilePath(bytes: bytes[..<(bytes.lastIndex(of: Self.slash).map { $0 + 1 } ?? 0)])
  }

  /// Everything after the last slash.
  var lastComponent: [UInt8] { Array(bytes[directory.bytes.count...]) }

  /// The directory as a valid path, `.` for the working directory.
  var openDirectory: FilePath {
    let directory = directory
    return directory.bytes.isEmpty ? "." : directory
  }

  var isAbsolute: Bool { bytes.first == Self.slash }

  static func + (directory: FilePath, name: FilePath) -> FilePath {
    FilePath(bytes: directory.bytes + name.bytes)
  }

  private static let slash = UInt8(ascii: "/")
}
