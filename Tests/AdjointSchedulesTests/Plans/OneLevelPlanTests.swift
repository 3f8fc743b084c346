import TestSupport
import Testing

@testable import AdjointSchedules

/// One level whose writes cost something, in closed form, against the table and the replay.
@Suite struct OneLevelPlanTests {
  private func plan(_ problem: Problem) throws -> (result: PriceEngine.Result, schedule: Schedule) {
    let planned = try planByPrices(problem)
    #expect(planned.result.plan is OneLevelPlan && planned.result.work == PriceWork())
    return planned
  }

  @Test func `makespans equal the table's, and schedules replay`() throws {
    for (slots, write, read) in [
      (2, 1, 0), (2, 7, 3), (2, 300, 0), (3, 1, 1), (3, 10, 0), (3, 100, 9), (4, 3, 0), (5, 40, 2), (9, 2, 5),
      (200, 1, 0),
      (200, 60, 0),
    ] {
      for forward in [1, 3] {
        let level = Level(name: "", slots: slots, writeCost: write, readCost: read)
        let optimum = try optima(150, [level], forward: forward, backward: 2)
        for length in Array(2...40) + [55, 80, 119, 120, 121, 150] {
          let (result, schedule) = try plan(uniform(length, [level], forward: forward, backward: 2))
          #expect(
            result.makespan == optimum[length] && result.isExact, "l = \(length), \(describe([level])), uf = \(forward)"
          )
          if length % 5 == 0 { expectReplays(schedule) }
        }
      }
    }
  }

  @Test func `a level without a bound is one with a slot for every state`() throws {
    let level = Level(name: "", slots: nil, writeCost: 11, readCost: 1)
    let optimum = try optima(120, [level], forward: 1, backward: 1)
    for length in stride(from: 2, through: 120, by: 7) {
      let (result, schedule) = try plan(uniform(length, [level]))
      #expect(result.makespan == optimum[length], "l = \(length)")
      expectReplays(schedule)
    }
  }

  @Test func `slots on several levels of one cost are used from the last`() throws {
    let problem = try uniform(60, levels((2, 5, 1), (1, 5, 1), (2, 5, 1)))
    let (result, schedule) = try plan(problem)
    #expect(result.makespan == (try optima(60, levels((5, 5, 1)), forward: 1, backward: 1)[60]))
    #expect(schedule.first { _ in true } == .write(level: 2, step: 0))
    expectReplays(schedule)
  }

  @Test func `chains of any length take no table`() throws {
    let dear = try plan(uniform(1_000_000, levels((3, 10_000_000, 0)))).schedule
    let statistics = try dear.statistics()
    #expect(statistics.backwardSteps == 1_000_001 && statistics.levels[0].peakSlots == 3)
    #expect(try dear.problem.makespan(of: statistics) == dear.makespanUnits)
    let long = try plan(uniform(500_000_000_000, levels((2, 1, 1)))).schedule
    #expect(long.makespanUnits == 333_333_833_335_499_999)
    #expect(try long.problem.makespan(of: long.statistics()) == long.makespanUnits)
  }

  @Test func `what does not fit 64 bits is refused`() throws {
    let problem = try uniform(1_000_000_000_000, levels((2, .max - 1, 0)))
    #expect(throws: PlanningError.overflow(quantity: .makespan)) { try planByPrices(problem) }
  }
}
