/// Text from outside, made safe to print on one line.
enum PrintableText {
  /// Returns `name` as one word: blanks, control and invisible characters become `_`, and so does an empty name.
  static func word(_ name: String) -> String {
    if name.isEmpty { return "_" }
    return String(String.UnicodeScalarView(name.unicodeScalars.map { isSafe($0) && $0 != " " ? $0 : "_" }))
  }

  /// Returns `text` on one line, control and invisible characters replaced by blanks, cut after `limit` characters.
  static func line(_ text: String, limit: Int = .max) -> String {
    let safe = text.unicodeScalars.prefix(limit).map { isSafe($0) ? $0 : " " }
    let isCut = safe.count < text.unicodeScalars.count
    return String(String.UnicodeScalarView(safe)) + (isCut ? "..." : "")
  }

  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return false
    case .spaceSeparator: return scalar == " "
    default: return true
    }
  }
}
