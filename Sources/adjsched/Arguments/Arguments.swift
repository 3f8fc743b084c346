/// A command and its arguments as typed; values are not parsed yet.
struct Arguments: Sendable {
  struct Occurrence: Hashable, Sendable {
    let key: Option.Key
    /// The name as typed, for messages.
    let name: String
    /// The value as typed; empty when the option takes none.
    let value: String
  }

  let command: Command
  var occurrences: [Occurrence] = []
  var operands: [String] = []

  /// The operand of a command that takes one.
  var operand: String? { operands.first }

  /// Returns the last occurrence among options that are alternatives to each other.
  func last(_ keys: Option.Key...) -> Occurrence? {
    occurrences.last { keys.contains($0.key) }
  }

  func all(_ key: Option.Key) -> [Occurrence] {
    occurrences.filter { $0.key == key }
  }

  func has(_ key: Option.Key) -> Bool {
    last(key) != nil
  }
}
