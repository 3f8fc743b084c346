/// An error in the content of a file, and its place.
public struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The place: `line 3, column 14` (columns count bytes, from 1), a field such as `levels[1].slots`, or both.
  public let place: String
  /// The error and its remedy, on one line.
  public let reason: String

  package init(place: String, reason: String) {
    self.place = place
    self.reason = reason
  }

  /// One line, without the name of the file.
  public var description: String { "\(place): \(reason)" }
}

/// Why reading stopped: an error in the content, or an error thrown by the source or the observer of the replay.
enum ReadError: Error {
  case format(FormatError)
  case source(any Error)

  static func format(_ place: String, _ reason: String) -> ReadError {
    .format(FormatError(place: place, reason: reason))
  }

  /// The error to throw: the one in the content, or the source's own.
  var cause: any Error {
    switch self {
    case .format(let error): return error
    case .source(let error): return error
    }
  }

  /// The content error of a source that never throws, which its type cannot express.
  var asFormatError: FormatError {
    switch self {
    case .format(let error): return error
    case .source(let error): return FormatError(place: "input", reason: "\(error)")
    }
  }
}
