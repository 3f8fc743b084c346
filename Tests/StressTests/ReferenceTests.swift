import AdjointSchedules
import Testing

@testable import adjsched_stress

/// The references against the exhaustive search and against each other: a wrong one would blame the planners.
@Suite struct ReferenceTests {
  @Test func `both recurrences written out equal the exhaustive search`() throws {
    var random = SeededGenerator(seed: 11)
    var (levels, intervals) = (0, 0)
    for _ in 0..<600 {
      guard case .chain(let problem) = try Family.tiny.specimen(using: &random),
        SearchSize.states(problem) < 1_500
      else { continue }
      let optimum = ExhaustiveSearch(problem: problem).optimum().map { Int128($0) } ?? Reference.impossible
      if let found = PlainLevels.optimum(problem) {
        levels += 1
        #expect(found == optimum, "\(problem)")
      }
      if let found = PlainIntervals.optimum(problem) {
        intervals += 1
        #expect(found == optimum, "\(problem)")
      }
    }
    #expect(levels > 100 && intervals > 100)
  }

  @Test func `Revolve's numbers from the literature`() throws {
    for (length, slots, makespan) in [(3, 2, 8), (9, 3, 25)] as [(Int, Int, Int128)] {
      let problem = try Problem(chain: Chain(length: length), levels: [Level(name: "memory", slots: slots)])
      #expect(PlainLevels.optimum(problem) == makespan)
      #expect(PlainIntervals.optimum(problem) == makespan)
    }
  }
}
