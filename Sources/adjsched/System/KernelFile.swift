/// Files that the kernel makes up.
enum KernelFile {
  /// Returns the content, empty when there is none.
  static func text(_ path: String) -> String {
    guard let input = try? Input(path) else { return "" }
    defer { try? input.descriptor.close() }
    return String(decoding: (try? input.readAll(limit: 16 << 20)) ?? [], as: UTF8.self)
  }

  /// Returns a file of one number; nil when it is none, or there is no such file.
  static func number(_ path: String) -> Int? {
    WholeNumber.parse(text(path).prefix { $0 != "\n" })
  }

  /// Returns the number behind a name at the beginning of one of the lines.
  static func number(behind name: String, in text: String) -> Int? {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count >= 2 && words[0] == name { return WholeNumber.parse(words[1]) }
    }
    return nil
  }
}
