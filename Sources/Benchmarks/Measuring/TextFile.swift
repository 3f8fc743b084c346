@preconcurrency import Glibc

/// Small text files, read and written as a whole.
enum TextFile {
  /// Returns the file's text, or nil if it cannot be read.
  static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      text += buffer[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Returns whether the whole text reached the file.
  static func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    let bytes = Array(text.utf8)
    let isWritten = fwrite(bytes, 1, bytes.count, file) == bytes.count
    return fclose(file) == 0 && isWritten
  }

  static func size(_ path: String) -> Int? {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int(facts.st_size) : nil
  }
}

/// The folder for temporary files; git ignores it.
enum Scratch {
  private static let folder = ".build/bench"

  static func prepare() {
    mkdir(".build", 0o755)
    mkdir(folder, 0o755)
  }

  static func path(_ name: String) -> String { "\(folder)/\(name)" }
}

/// Reports on standard error what is being measured, since a run takes minutes.
func progress(_ text: String) {
  fputs("bench: \(text)\n", stderr)
}
