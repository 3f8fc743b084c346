import TestSupport
import Testing

@testable import AdjointSchedules

/// Every p-th state stored, and a segment's states kept while it is reversed.
@Suite struct PeriodicTests {
  /// Returns the schedule, with a bound that spares the search for the optimum.
  private func plan(_ problem: Problem, period: Int? = nil) throws(PlanningError) -> Schedule {
    try Periodic.plan(problem, options: PlannerOptions(period: period, lowerBound: 0))
  }

  @Test func `a thousand steps with a checkpoint every 200 run 1795 forward steps, and 100 300 when nothing is kept`()
    throws
  {
    // A thousand time steps are a chain of 999 and the turn.
    let problem = try uniform(999, levels((nil, 0, 0)))
    let kept = try plan(problem, period: 200).statistics()
    #expect(kept.forwardSteps == 1795 && kept.maxStepRuns == 2)
    // Five states stored, the last segment's first among them, and 198 more of it.
    #expect(kept.levels[0].peakSlots == 203)
    let again = try Uniform.plan(problem, options: PlannerOptions(period: 200, lowerBound: 0)).statistics()
    #expect(again.forwardSteps == 100_300 && again.levels[0].peakSlots == 5)
  }

  @Test func `the peak is what is said, and one slot less is refused`() throws {
    for length in 1...30 {
      for period in 1...32 {
        let free = try plan(uniform(length, levels((nil, 0, 0))), period: period)
        expectReplays(free)
        let peak = try free.statistics().levels[0].peakSlots
        let count = (length - 1) / period + 1
        // Stored states and the last segment's others, or, when its slots are free, a whole segment.
        let last = count - 1 + length - (count - 1) * period
        #expect(peak == (count > 1 && period > 1 ? max(last, count - 1 + period - 2) : last), "\(length), \(period)")
        expectReplays(try plan(uniform(length, levels((peak, 0, 0))), period: period))
        if peak > 1 {
          #expect(throws: PlanningError.tooFewSlots(planner: .periodic, needed: peak, available: peak - 1)) {
            try plan(uniform(length, levels((peak - 1, 0, 0))), period: period)
          }
        }
      }
    }
  }

  @Test func `segments are kept in memory, stored states on the disk, whatever the slots`() throws {
    for length in [1, 7, 24, 25, 60] {
      for memory in 0...9 {
        for disk in [0, 3, 8, nil] {
          for (write, read) in [(5, 4), (0, 3), (2, 0)] {
            let problem = try uniform(length, levels((disk, write, read), (memory, 0, 0)))
            for period in [nil, 1, 4, 5, 12] {
              guard let schedule = try? plan(problem, period: period) else { continue }
              expectReplays(schedule)
              #expect(try schedule.statistics().maxStepRuns <= 2)
            }
          }
        }
      }
    }
    // A disk state is read once, and read again from memory, where that is cheaper than from the disk. Two of the fifty
    // have slots of memory, which the segment needs only when they are free again.
    let schedule = try plan(uniform(999, levels((20, 0, 0), (nil, 5, 4))), period: 20)
    let statistics = try schedule.statistics()
    #expect(statistics.levels[1] == Statistics.LevelUse(writes: 48, reads: 48, peakSlots: 48))
    #expect(statistics.levels[0].peakSlots == 20)
  }

  @Test func `the best of all periods is found`() throws {
    for length in [1, 2, 9, 40, 100, 1700] {
      for platform in [
        levels((5, 0, 0)), levels((30, 0, 0)), levels((90, 0, 0)), levels((nil, 7, 2)),
        levels((12, 0, 0), (nil, 20, 3)),
        levels((12, 0, 0), (3, 1, 1), (300, 2, 2)),
      ] {
        let problem = try uniform(length, platform)
        let all = (1...length).compactMap { try? plan(problem, period: $0).makespanUnits }
        let best = try? plan(problem).makespanUnits
        #expect(best == all.min(), "l = \(length), \(platform)")
      }
    }
  }

  @Test func `long chains are planned from the ends of the levels`() throws {
    let problem = try uniform(1_000_000_000, levels((100_000, 0, 0)))
    let schedule = try plan(problem)
    let statistics = try schedule.statistics()
    #expect(statistics.levels[0].peakSlots <= 100_000)
    // p + l / p <= 100 000 for p up to 88 729: nearly every step runs twice.
    #expect(statistics.forwardSteps < 1_999_901_000)
    #expect(throws: PlanningError.tooFewSlots(planner: .periodic, needed: 63_243, available: 60_000)) {
      try plan(uniform(1_000_000_000, levels((60_000, 0, 0))))
    }
    let huge = Array(repeating: (slots: Level.maximumSlots, write: 1, read: 1), count: 12).map { level in
      Level(name: "", slots: level.slots, writeCost: level.write, readCost: level.read)
    }
    _ = try plan(uniform(1_000_000, huge))
    _ = try Uniform.plan(uniform(1_000_000, huge), options: PlannerOptions(lowerBound: 0))
  }
}
