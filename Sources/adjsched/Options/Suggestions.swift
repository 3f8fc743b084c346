/// What a shell may offer where a value or an argument is to be typed.
enum Suggestions: Hashable, Sendable {
  /// Nothing: a number, say, is the user's to know.
  case nothing
  case words([String])
  case files
  /// Directories, and these words.
  case directories(or: [String])
  /// What `help` explains.
  case topics
}
