import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// States that differ in size on several levels, and all that bytes can ask for, against the search that no planner calls.
@Suite struct SizeLevelsTests {
  @Test func `every random problem's schedule is the search's optimum`() throws {
    var random = SeededGenerator(seed: 81)
    var solved = 0
    for _ in 0..<trials(200) {
      let problem = try random.roomProblem(tapes: false, SeededGenerator.RoomTraits())
      guard let optimum = ExhaustiveSearch(problem: problem).optimum() else {
        #expect(throws: PlanningError.self, "\(problem)") { try Planner.hrevolve.schedule(for: problem) }
        continue
      }
      let schedule = try Planner.hrevolve.schedule(for: problem)
      #expect(schedule.makespanUnits == optimum && schedule.isOptimal, "\(problem)")
      expectReplays(schedule)
      solved += 1
    }
    #expect(solved >= trials(80))
  }

  @Test func `the table alone is valid, and what is said to be a bound is one`() throws {
    var random = SeededGenerator(seed: 82)
    for _ in 0..<trials(150) {
      let problem = try random.roomProblem(tapes: false, SeededGenerator.RoomTraits())
      guard problem.countsBytes, let optimum = ExhaustiveSearch(problem: problem).optimum() else { continue }
      let free = problem.withFreeBackwardSteps()
      let found = try #require(try ExactPlanning.byRoom(free, .hrevolve, 0))
      let schedule = try found.schedule.addingCost(problem.backwardTotal, on: problem)
      expectReplays(schedule)
      #expect(schedule.makespanUnits >= optimum, "\(problem)")
    }
  }

  @Test func `longer chains are replayed as announced`() throws {
    var random = SeededGenerator(seed: 83)
    let traits = SeededGenerator.RoomTraits(levels: 1...3, lengths: 15...40)
    for _ in 0..<trials(60) {
      let problem = try random.roomProblem(tapes: false, traits)
      guard let schedule = try? Planner.hrevolve.schedule(for: problem) else { continue }
      expectReplays(schedule)
    }
  }
}
