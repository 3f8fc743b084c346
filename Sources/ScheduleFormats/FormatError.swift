/// What is wrong with the content of a file, and where.
public struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where: `line 3, column 14` (columns count bytes, from 1), a field such as `levels[1].slots`, or both.
  public let place: String
  /// What is wrong there and what would be right, on one line.
  public let reason: String

  package init(place: String, reason: String) {
    self.place = place
    self.reason = reason
  }

  /// One line, without the name of the file.
  public var description: String { "\(place): \(reason)" }
}

/// Why reading stopped: the content is wrong, or the source, or whoever watches the replay, gave an error of its own.
enum ReadError: Error {
  case format(FormatError)
  case source(any Error)

  static func format(_ place: String, _ reason: String) -> ReadError {
    .format(FormatError(place: place, reason: reason))
  }

  /// What is to be thrown: the error in the content, or the source's own.
  var cause: any Error {
    switch self {
    case .format(let error): return error
    case .source(let error): return error
    }
  }

  /// The error of a source that has no errors of its own, which its type cannot say.
  var asFormatError: FormatError {
    switch self {
    case .format(let error): return error
    case .source(let error): return FormatError(place: "input", reason: "\(error)")
    }
  }
}
