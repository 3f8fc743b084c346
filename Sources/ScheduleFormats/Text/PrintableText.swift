/// Makes foreign text safe to print on one line.
package enum PrintableText {
  /// The most bytes of a note, and of a name, on one comment line of a schedule: no line reaches 1000 bytes.
  static let longestNote = 800
  static let longestName = 64

  /// Returns `name` as one word: blanks, control and invisible characters become `_`, as does an empty name.
  package static func word(_ name: String) -> String {
    if name.isEmpty { return "_" }
    return String(String.UnicodeScalarView(name.unicodeScalars.map { isSafe($0) && $0 != " " ? $0 : "_" }))
  }

  /// Returns `name` as one word of a schedule's comment line, at most 66 bytes, which a list-directed read of Fortran
  /// takes as one item.
  ///
  /// It is in double quotes if it has characters that separate or repeat items there, such as `/` and `,`; blanks,
  /// invisible characters and double quotes become `_`, and a long name is cut.
  static func listedWord(_ name: String) -> String {
    let scalars = pieces(word(name), bytes: longestName)[0].unicodeScalars.map { $0 == "\"" ? "_" : $0 }
    let word = String(String.UnicodeScalarView(scalars))
    return scalars.allSatisfy(isListed) ? word : "\"\(word)\""
  }

  /// True for the characters that mean nothing in a list-directed read.
  private static func isListed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case _ where !scalar.isASCII: return true
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", "+", ":", "@", "%", "(", ")": return true
    default: return false
    }
  }

  /// Returns `text` as lines of at most `bytes` bytes, cut at blanks where it has some, with control and invisible
  /// characters replaced.
  static func lines(_ text: String, bytes: Int) -> [String] {
    var lines: [String] = []
    var last = ""
    for piece in line(text).split(separator: " ").flatMap({ pieces(String($0), bytes: bytes) }) {
      if last.isEmpty {
        last = piece
      } else if last.utf8.count + 1 + piece.utf8.count <= bytes {
        last += " " + piece
      } else {
        lines.append(last)
        last = piece
      }
    }
    return lines + [last]
  }

  /// Returns `text` in pieces of at most `bytes` bytes, at least 4; one piece, if it is empty.
  static func pieces(_ text: String, bytes: Int) -> [String] {
    var pieces: [String] = []
    var last = ""
    for scalar in text.unicodeScalars {
      if last.utf8.count + UTF8.width(scalar) > bytes {
        pieces.append(last)
        last = ""
      }
      last.unicodeScalars.append(scalar)
    }
    return pieces + [last]
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
