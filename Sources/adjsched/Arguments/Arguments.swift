/// A command and its arguments as they were typed, none of the values looked at yet.
struct Arguments: Sendable {
  /// One option, as given.
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

  /// Returns the last one given of some options that say the same thing in different ways.
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
