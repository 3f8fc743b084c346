import AdjointSchedules
import SeededRandom
import TestSupport
import Testing

@testable import adjsched_stress

/// The references against the exhaustive search and against each other: a wrong one would blame the planners.
@Suite struct ReferenceTests {
  @Test func `both recurrences written out equal the exhaustive search`() throws {
    var random = SeededGenerator(seed: 11)
    var (levels, intervals) = (0, 0)
    for _ in 0..<600 {
      guard case .chain(let problem) = try Family.tiny.specimen(using: &random) else { continue }
      let optimum: Int128
      switch EveryState.optimum(problem, atMost: 2_000) {
      case .optimum(let least): optimum = least
      case .impossible: optimum = Reference.impossible
      case .tooMany: continue
      }
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

  @Test(.slow) func `the search that no planner calls has the optimum of the library's`() throws {
    var random = SeededGenerator(seed: 12)
    var count = 0
    for family in [Family.tiny, .unequal, .degenerate, .sizes, .tapes] {
      for _ in 0..<80 {
        guard case .chain(let problem) = try family.specimen(using: &random) else { continue }
        let answer = EveryState.optimum(problem, atMost: 1_000)
        if answer == .tooMany { continue }
        let optimum = ExhaustiveSearch(problem: problem).optimum().map { Int128($0) }
        #expect(answer == optimum.map { .optimum($0) } ?? .impossible, "\(problem)")
        count += 1
      }
    }
    #expect(count > 200)
  }

  @Test func `Revolve's numbers from the literature`() throws {
    for (length, slots, makespan) in [(3, 2, 8), (9, 3, 25)] as [(Int, Int, Int128)] {
      let problem = try Problem(chain: Chain(length: length), levels: [Level(name: "memory", slots: slots)])
      #expect(PlainLevels.optimum(problem) == makespan)
      #expect(PlainIntervals.optimum(problem) == makespan)
    }
  }
}
