import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct WeightlessStateTests {
  @Test(arguments: [0, 1, 5]) func `states without a size fit any capacity`(length: Int) throws {
    for levels in [
      [Level(name: "a", capacity: 0)], [Level(name: "a", capacity: 0, writeCost: 2, readCost: 1)],
      [Level(name: "a", capacity: 0, writeCost: 2, readCost: 1), Level(name: "b", slots: 1)],
      [Level(name: "a", capacity: 3), Level(name: "b", capacity: 0, writeCost: 1)],
    ] {
      for forward in [0, 3] {
        let problem = try Problem(
          chain: Chain(
            length: length, forwardCost: .uniform(forward), backwardCost: .uniform(1), stateSize: .uniform(0)),
          levels: levels)
        let schedule = try HRevolve.plan(problem)
        #expect(schedule.isOptimal && schedule.makespanUnits == ExhaustiveSearch(problem: problem).optimum())
        expectReplays(schedule)
      }
    }
  }
}
