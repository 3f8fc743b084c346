extension String {
  /// The text between quotes, for a message; a long one is cut.
  var quoted: String { "'\(excerpt)'" }

  /// The text, or its beginning when it is too long to be read in a message.
  var excerpt: String {
    let limit = 80
    // Counted in scalars: any number of accents make one character.
    guard let end = unicodeScalars.index(startIndex, offsetBy: limit, limitedBy: endIndex), end < endIndex else {
      return self
    }
    return "\(String(unicodeScalars[..<end]))..."
  }
}
