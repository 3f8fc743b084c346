import TestSupport
import Testing

@testable import AdjointSchedules

/// Published numbers, and numbers on which two independent programs agree.
@Suite struct GoldenMakespanTests {
  @Test func `H-Revolve attains the golden makespans`() throws {
    let golden: [(length: Int, levels: [Level], forward: Int, backward: Int, makespan: Int)] = [
      (4, levels((2, 0, 0)), 1, 1, 11),
      (9, levels((3, 0, 0)), 1, 1, 25),
      (49, levels((7, 0, 0)), 1, 1, 155),
      (99, levels((10, 0, 0)), 1, 1, 322),
      (20, levels((3, 0, 0)), 10, 1, 511),
      (4, levels((1, 1, 0), (1, 1, 0)), 1, 1, 13),
      (8, levels((1, 6, 0), (2, 9, 1)), 1, 1, 48),
      (6, levels((1, 2, 0), (1, 2, 0), (2, 4, 1)), 1, 1, 23),
      (20, levels((2, 0, 0), (3, 5, 5)), 10, 1, 446),
      (99, levels((3, 0, 0), (4, 20, 20)), 1, 3, 740),
      (100, levels((3, 0, 0), (100, 5, 1)), 1, 1, 395),
      (40, levels((2, 0, 0), (40, 30, 1)), 1, 1, 210),
      (200, levels((4, 0, 0), (4, 2, 2), (4, 10, 10)), 1, 2, 1042),
      (1000, levels((10, 0, 0), (10, 5, 5)), 1, 1, 3926),
      (9, levels((1, 0, 0), (1, 5, 3)), 4, 3, 124),
    ]
    for row in golden {
      let problem = try uniform(row.length, row.levels, forward: row.forward, backward: row.backward)
      let schedule = try HRevolve.plan(problem)
      #expect(schedule.makespanUnits == row.makespan && schedule.isOptimal, "\(problem)")
      expectReplays(schedule)
    }
  }

  @Test func `Revolve runs the golden numbers of forward steps`() throws {
    // n time steps are a chain of length n - 1.
    let golden = [
      (10, 3, 15), (50, 7, 105), (100, 10, 222), (1000, 10, 3636), (1000, 3, 12155), (100_000, 10, 832_040),
      (1_000_000, 10, 11_647_922), (1_000_000, 3, 134_787_105), (10_000_000, 10, 158_525_820),
    ]
    for (steps, slots, forwardSteps) in golden {
      let problem = try uniform(steps - 1, levels((slots, 0, 0)), backward: 0)
      let schedule = try Revolve.plan(problem)
      #expect(schedule.makespanUnits == forwardSteps, "\(steps) steps, \(slots) slots")
      #expect(try schedule.statistics().forwardSteps == forwardSteps, "\(steps) steps, \(slots) slots")
    }
  }
}
