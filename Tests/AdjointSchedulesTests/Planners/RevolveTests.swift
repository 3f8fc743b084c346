import TestSupport
import Testing

@testable import AdjointSchedules

/// Chains that no table could hold.
@Suite struct RevolveTests {
  @Test func `the totals of a chain of any length come from formulas`() throws {
    let schedule = try Revolve.plan(try uniform(1_000_000_000_000, levels((30, 0, 0))))
    // t = 17: 17 (10^12 + 1) - beta(31, 16) forward steps.
    let forward = 15_496_767_390_919
    #expect(schedule.makespanUnits == forward + 1_000_000_000_001)
    let statistics = try schedule.statistics()
    #expect(statistics.forwardSteps == forward && statistics.maxStepRuns == 17)
    #expect(statistics.levels[0].peakSlots == 30 && statistics.levels[0].reads == 1_000_000_000_000)
  }

  @Test func `formulas and replay agree on long chains, few slots and many`() throws {
    for (length, slots) in [
      (100_000, 10), (100_000, 100), (99_999, 5000), (100_000, 100_000), (3000, 1), (20_000, 2), (54_263, 3),
    ] {
      expectReplays(try Revolve.plan(try uniform(length, levels((slots, 0, 0)))))
    }
  }

  @Test func `the longest chains are planned at once, or their overflow is an error`() throws {
    let longest = Chain.maximumLength
    let schedule = try Revolve.plan(try uniform(longest, levels((nil, 0, 0))))
    #expect(schedule.makespanUnits == 2 * longest + 1)
    #expect(try schedule.statistics().levels[0].peakSlots == longest)
    #expect(try schedule.statistics().operations == 5 * longest + 1)
    #expect(throws: PlanningError.overflow(quantity: .makespan)) {
      try Revolve.plan(try uniform(longest, levels((1, 0, 0))))
    }
    let free = try Revolve.plan(try uniform(longest, levels((2, 0, 0)), forward: 0))
    #expect(free.makespanUnits == longest + 1)
    #expect(throws: PlanningError.overflow(quantity: .forwardSteps)) { try free.statistics() }
  }

  @Test func `the first operations of a very long chain come without the rest`() throws {
    let schedule = try Revolve.plan(try uniform(1_000_000_000_000_000, levels((40, 0, 0))))
    let first = Array(schedule.prefix(3))
    #expect(first[0] == .write(level: 0, step: 0))
    guard case .forward(0, let end) = first[1] else {
      Issue.record("the second operation is \(first[1])")
      return
    }
    #expect(first[2] == .write(level: 0, step: end))
  }
}
