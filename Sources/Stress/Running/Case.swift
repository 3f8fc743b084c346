/// One case of a run: its seed says everything about it.
import SeededRandom

struct Case: Sendable {
  let seed: UInt64
  let family: Family
  let specimen: Specimen

  /// - Throws: ``ProblemError`` when the generator made a problem that is none, which is a fault of this program.
  init(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    self.seed = seed
    family = Family.random(using: &random)
    specimen = try family.specimen(using: &random)
  }
}
