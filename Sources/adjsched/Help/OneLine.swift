extension String {
  /// The text between quotes, for a message; a long one is cut.
  var quoted: String { "'\(excerpt)'" }

  /// The text, or its beginning when it is too long to be read in a message.
  var excerpt: String {
    let limit = 80
    return count <= limit ? self : "\(prefix(limit))..."
  }

  /// The text with every control character spelled out, so that what a file or an argument says stays on one line.
  var onOneLine: String {
    var line = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": line += "\\n"
      case "\r": line += "\\r"
      case "\t": line += "\\t"
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
          line += "\\u{\(String(scalar.value, radix: 16))}"
        default: line.unicodeScalars.append(scalar)
        }
      }
    }
    return line
  }
}
