/// Files provided by the kernel, such as those in /proc.
enum KernelFile {
  /// Returns the content; empty if there is none.
  static func text(_ path: String) -> String {
    guard let input = try? Input(path) else { return "" }
    defer { try? input.descriptor.close() }
    return String(decoding: (try? input.readAll(limit: 16 << 20)) ?? [], as: UTF8.self)
  }

  /// Returns the number in a file; nil if it contains none or does not exist.
  static func number(_ path: String) -> Int? {
    WholeNumber.parse(text(path).prefix { $0 != "\n" })
  }

  /// Returns the number after a name that starts a line.
  static func number(behind name: String, in text: String) -> Int? {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count >= 2 && words[0] == name { return WholeNumber.parse(words[1]) }
    }
    return nil
  }
}
