import TestSupport
import Testing

@testable import AdjointSchedules

/// Segments whose first state is on disk, in closed form, against the table and the replay.
@Suite struct ReadSegmentPlanTests {
  private func platform(_ length: Int, slots: Int, write: Int, read: Int, forward: Int) throws -> (
    Problem, DiskPlatform
  ) {
    let problem = try uniform(length, levels((slots, 0, 0), (nil, write, read)), forward: forward, backward: 2)
    return (problem, try DiskPlatform(problem, planner: .periodicDiskRevolve))
  }

  @Test func `makespans equal the table's, and schedules of such segments replay`() throws {
    for slots in [1, 2, 3, 7, 40] {
      for (read, forward) in [(0, 1), (1, 1), (3, 2), (10, 1), (50, 3), (400, 1), (100_000, 1), (0, 0), (5, 0)] {
        let (problem, platform) = try platform(150, slots: slots, write: 9, read: read, forward: forward)
        let table = try DiskPeriod.segmentTable(platform, length: 150)
        for length in 0...150 {
          let makespan = try ReadSegmentPlan.makespan(platform, length: length)
          #expect(makespan == Int(table.optimum[length]), "n = \(length), m = \(slots), r = \(read), uf = \(forward)")
        }
        for period in [1, 2, 3, 4, 13, 51, 100, 150] {
          let segment = try #require(ReadSegmentPlan(platform, length: period - 1))
          let plan = PeriodicPlan(length: 150, period: period, places: platform.places, segment: segment)
          expectReplays(
            try .heuristic(problem, .periodicDiskRevolve, plan: plan, options: PlannerOptions(lowerBound: 0)))
        }
      }
    }
  }

  /// Its 10^8 reads were added up one by one, in gigabytes.
  @Test func `a segment that is read 10^8 times is counted at once`() throws {
    let asked = Requests()
    try PlanningMemory.$current.withValue(PlanningMemory(limit: 1 << 20, onRequest: asked.note)) {
      let length = 187_692_372_318_550_059
      let problem = try uniform(length, levels((1, 5, 5), (4, 37, 28)), forward: 3, backward: 0)
      let options = PlannerOptions(period: length / 4 + 1, lowerBound: 0)
      #expect(throws: PlanningError.overflow(quantity: .forwardSteps)) {
        try PeriodicDiskRevolve.plan(problem, options: options)
      }
      let shorter = try uniform(length / 100_000, levels((1, 5, 5), (4, 37, 28)), forward: 3, backward: 0)
      let schedule = try PeriodicDiskRevolve.plan(shorter, options: PlannerOptions(lowerBound: 0))
      #expect(try schedule.statistics().levels[1].reads > 100_000)
    }
    #expect(asked.most < 1 << 20)
  }

  @Test func `the periodic planner takes it for long segments and asks for next to no memory`() throws {
    let asked = Requests()
    try PlanningMemory.$current.withValue(PlanningMemory(limit: 1 << 20, onRequest: asked.note)) {
      let problem = try uniform(20_000_000, levels((3, 0, 0), (nil, 1_000_000_000, 1_000_000_000)))
      let options = PlannerOptions(period: 5_000_000, lowerBound: 0)
      let schedule = try PeriodicDiskRevolve.plan(problem, options: options)
      #expect(try problem.makespan(of: schedule.statistics()) == schedule.makespanUnits)
      // Free steps, and no memory at all.
      for (slots, disk, forward) in [(5, 20, 0), (5, nil, 0), (0, 20, 0)] as [(Int, Int?, Int)] {
        let free = try uniform(1_000_000_000, levels((slots, 0, 0), (disk, 3, 2)), forward: forward)
        let schedule = try PeriodicDiskRevolve.plan(free)
        #expect(try free.makespan(of: schedule.statistics()) == schedule.makespanUnits)
        #expect(try #require(schedule.lowerBoundUnits) <= schedule.makespanUnits)
      }
    }
    #expect(asked.most < 1 << 20)
  }
}
