/// Makes foreign text safe to print on one line.
package enum PrintableText {
  /// Returns `name` as one word: blanks, control and invisible characters become `_`, as does an empty name.
  static func word(_ name: String) -> String {
    if name.isEmpty { return "_" }
    return String(String.UnicodeScalarView(name.unicodeScalars.map { isSafe($0) && $0 != " " ? $0 : "_" }))
  }

  /// Returns `text` on one line, with control and invisible characters replaced by blanks, truncated to `limit`
  /// characters.
  static func line(_ text: String, limit: Int = .max) -> String {
    let safe = text.unicodeScalars.prefix(limit).map { isSafe($0) ? $0 : " " }
    let isCut = safe.count < text.unicodeScalars.count
    return String(String.UnicodeScalarView(safe)) + (isCut ? "..." : "")
  }

  /// Returns `text` on one line with control and invisible characters escaped, such as `\\n`.
  package static func spelledOut(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      case "\t": line += "\\t"
      case _ where isSafe(scalar) || scalar.properties.generalCategory == .spaceSeparator:
        line.unicodeScalars.append(scalar)
      default: line += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return line
  }

  /// True for characters that are printed unchanged; of blanks, only the plain space is.
  static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return false
    case .spaceSeparator: return false
    default: return true
    }
  }
}
