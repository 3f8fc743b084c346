import TestSupport
import Testing

@testable import AdjointSchedules

/// What planning by prices asks of memory, and what stands in where that is too much.
@Suite struct PriceMemoryTests {
  private func within(_ limit: Int, _ body: () throws -> Void) rethrows -> Requests {
    let asked = Requests()
    try PlanningMemory.$current.withValue(PlanningMemory(limit: limit, onRequest: asked.note)) { try body() }
    return asked
  }

  /// Three levels of many slots: hundreds of rows.
  private func large(_ length: Int = 1_000_000) throws -> Problem {
    try uniform(length, levels((3, 0, 0), (200, 100, 100), (200, 4000, 4000)))
  }

  @Test(arguments: [1 << 16, 1 << 20, 1 << 22]) func `a limit gives a schedule with its gap`(limit: Int) throws {
    let optimum = try planByPrices(large()).result
    #expect(optimum.isExact)
    let asked = try within(limit) {
      let (result, schedule) = try planByPrices(large())
      #expect(result.lowerBound <= optimum.makespan && optimum.makespan <= result.makespan)
      #expect(result.makespan < 2 * optimum.makespan)
      #expect(try schedule.problem.makespan(of: schedule.statistics()) == result.makespan)
    }
    #expect(asked.most <= Int128(limit / 2) && asked.count > 0)
  }

  @Test func `with fewer slots schedules are still valid`() throws {
    _ = try within(1 << 15) {
      let (result, schedule) = try planByPrices(large(3000))
      #expect(result.lowerBound <= result.makespan)
      expectReplays(schedule)
    }
  }

  @Test func `without a limit prices ask for at most 512 MiB`() {
    #expect(PriceEngine.memoryLimit == 512 << 20)
    #expect(PlanningMemory().limit == 3 << 30 && PlanningMemory().uniformLimit == 1 << 30)
  }

  @Test func `a read that every backward step needs asks for no states`() throws {
    // Counted as repetitions, the million that a read costs would be a million states for each slot.
    let problem = try uniform(100_000, levels((5, 0, 1_000_000), (5, 40, 1_000_000)))
    let (result, schedule) = try planByPrices(problem)
    #expect(result.isExact && result.work.dualCells < 20_000)
    let cheap = try planByPrices(uniform(100_000, levels((5, 0, 0), (5, 40, 0)))).result
    #expect(result.makespan == cheap.makespan + 100_000 * 1_000_000)
    #expect(try problem.makespan(of: schedule.statistics()) == result.makespan)
  }

  @Test func `a heuristic does without the optimum where that takes too much`() throws {
    let optimum = try HRevolve.plan(large()).makespanUnits
    _ = try within(1 << 12) {
      for planner in [Planner.storeNone, .uniform, .multistage] {
        let schedule = try planner.schedule(for: large())
        #expect(
          (schedule.lowerBoundUnits ?? .max) <= optimum && schedule.lowerBoundUnits ?? 0 > 1_000_000, "\(planner)")
      }
    }
    let outline = try PriceEngine.outline(
      length: 1_000_000, forwardCost: 1, backwardCost: 1, levels: large().usableLevels)
    #expect(outline <= optimum)
  }

  @Test func `states beyond the limit leave the tiers by themselves`() throws {
    let (problem, asked) = (try large(), Requests())
    try PlanningMemory.$current.withValue(PlanningMemory(limit: 256, onRequest: asked.note)) {
      let result = try planByPrices(problem).result
      #expect(result.plan is OneLevelPlan || result.plan is PricePlan)
      #expect(result.lowerBound < result.makespan)
    }
    #expect(asked.count == 0)
  }

  @Test func `statistics with too many distinct segments are counted one operation at a time`() throws {
    // Slots on two levels have no totals in closed form, and with two slots thousands of segments are distinct.
    let schedule = try HRevolve.plan(uniform(1_000_000, levels((1, 5, 0), (1, 5, 0))))
    let statistics = try schedule.statistics()
    #expect(statistics.backwardSteps == 1_000_001)
    _ = try within(1 << 14) {
      let counted = try schedule.statistics()
      #expect(counted == statistics)
    }
  }

  /// Longer than what is counted one operation at a time.
  @Test(arguments: [1 << 14, 1 << 20, 1 << 23, 1 << 30])
  func `plans with too many distinct segments to be counted make room for others`(limit: Int) throws {
    for platform in [levels((1, 3, 4), (1, 20, 10)), levels((1, 0, 0), (1, 20, 10)), levels((1, 3, 4), (1, 3, 4))] {
      let problem = try uniform(200_000_000, platform)
      _ = try within(limit) {
        let schedule = try HRevolve.plan(problem)
        #expect(try problem.makespan(of: schedule.statistics()) == schedule.makespanUnits)
        let bound = try #require(schedule.lowerBoundUnits)
        #expect(bound <= schedule.makespanUnits && schedule.makespanUnits - bound <= bound / 1000, "\(limit)")
        #expect(limit < 1 << 30 || schedule.isOptimal)
      }
    }
  }

  @Test func `segments counted by number and by key amount to the same`() throws {
    for platform in [
      levels((1, 3, 4), (1, 20, 10)), levels((2, 0, 1), (1, 20, 10), (2, 30, 30)), levels((2, 0, 0), (nil, 40, 30)),
    ] {
      for length in [1, 2, 17, 400, 30_000] {
        let plan = try #require(try planByPrices(uniform(length, platform)).result.plan as? PricePlan)
        let keyed = try plan.summarize(plan.root, length: length, levelCount: platform.count).statistics
        #expect(try plan.statistics(length: length, levelCount: platform.count) == keyed)
      }
    }
  }

  @Test func `online with a slot for every state remembers none`() throws {
    let asked = try within(1 << 20) {
      let schedule = try Online.plan(try uniform(10_000_000, levels((1_000_000_000_000, 0, 0))))
      #expect(schedule.makespanUnits == 20_000_001 && schedule.isOptimal)
      #expect(try schedule.statistics().levels[0].peakSlots == 10_000_000)
    }
    #expect(asked.most < 1 << 20)
  }
}
