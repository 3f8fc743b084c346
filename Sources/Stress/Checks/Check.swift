import AdjointSchedules

/// Something that must hold of every problem of a kind; one file each.
struct Check<Trial: Sendable>: Sendable {
  /// What is held against what, in a few words.
  let name: String
  /// Returns how many comparisons were made, 0 where the check does not apply.
  ///
  /// - Throws: ``Broken``, or any other error, when something does not hold.
  let run: @Sendable (Trial) throws -> Int
}

/// What does not hold, as a sentence.
struct Broken: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// - Throws: ``Broken`` unless the condition holds.
func require(_ condition: Bool, _ sentence: @autoclosure () -> String) throws {
  if !condition { throw Broken(sentence()) }
}

/// A check that failed, and how.
struct Finding: Error, Sendable {
  let check: String
  let reason: String
}
