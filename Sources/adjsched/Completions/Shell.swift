/// The shells that complete adjsched's commands, options and values, with scripts made from the tables.
enum Shell: String, CaseIterable, Sendable {
  case bash
  case zsh
  case fish

  /// The completion script.
  var script: String {
    switch self {
    case .bash: return BashCompletion.script
    case .zsh: return ZshCompletion.script
    case .fish: return FishCompletion.script
    }
  }
}

extension Option {
  /// Its names as typed, the short one first.
  var names: [String] { (shortName.map { [$0] } ?? []) + [longName] }
}

extension String {
  /// The text in single quotes, for shells without escapes inside them.
  var shellQuoted: String {
    "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// Returns the text with a backslash before each of the given characters.
  func escaping(_ characters: Set<Character>) -> String {
    String(flatMap { characters.contains($0) ? ["\\", $0] : [$0] })
  }
}
