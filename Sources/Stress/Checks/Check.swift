import AdjointSchedules

/// Something that must hold for every problem of a kind.
struct Check<Trial: Sendable>: Sendable {
  /// What is compared with what, in a few words.
  let name: String
  /// Returns the number of comparisons; 0 if the check does not apply.
  ///
  /// - Throws: ``Broken``, or any other error, if something does not hold.
  let run: @Sendable (Trial) throws -> Int
}

/// The violated requirement, as a sentence.
struct Broken: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// - Throws: ``Broken`` unless the condition holds.
func require(_ condition: Bool, _ sentence: @autoclosure () -> String) throws(Broken) {
  if !condition { throw Broken(sentence()) }
}

/// A check that failed, and how.
struct Finding: Error, Sendable {
  let check: String
  let reason: String
}
