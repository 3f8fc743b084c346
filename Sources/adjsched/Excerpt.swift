extension String {
  /// The text in quotes for a message, truncated if long.
  var quoted: String { "'\(excerpt)'" }

  /// The text, truncated if it is too long for a message.
  var excerpt: String {
    let limit = 80
    // Counted in scalars, since a character may have any number of accents.
    guard let end = unicodeScalars.index(startIndex, offsetBy: limit, limitedBy: endIndex), end < endIndex else {
      return self
    }
    return "\(String(unicodeScalars[..<end]))..."
  }
}
