import AdjointSchedules
import SeededRandom

/// A problem of any kind, under test.
enum Specimen: Hashable, Sendable {
  case chain(Problem)
  /// A problem with a junction.
  case join(Problem)
  case share(ShareProblem)
}

/// One case of a run, determined by its seed, and by its family if only one is wanted.
struct Case: Sendable {
  let seed: UInt64
  let family: Family
  let specimen: Specimen

  /// - Throws: An error if the generator made an invalid problem, which is a bug in this program.
  init(seed: UInt64, family wanted: Family? = nil) throws(ProblemError) {
    var random = SeededGenerator(seed: seed)
    self.seed = seed
    let drawn = Family.random(using: &random)
    family = wanted ?? drawn
    specimen = try family.specimen(using: &random)
  }
}
