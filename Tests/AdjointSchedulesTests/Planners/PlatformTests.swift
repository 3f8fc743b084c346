import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// What the planners take and refuse, and what they say when they cannot prove the optimum.
@Suite struct PlatformTests {
  @Test func `costs near the end of 64 bits whose prices do not fit are planned where the optimum fits`() throws {
    for (length, platform) in [
      (8, levels((3, 45, 414_295_979_200_112_350))), (2, levels((1, 0, 0), (2, 0, .max - 2))),
      (5, levels((2, 1 << 60, 3), (2, 1 << 61, 5))),
    ] {
      let problem = try uniform(length, platform, backward: 0)
      let table = try LevelTable(
        length: length, forwardCost: 1, backwardCost: 0,
        levels: platform.enumerated().map { (index: $0.offset, level: $0.element) })
      let schedule = try HRevolve.plan(problem)
      #expect(schedule.isOptimal && UInt(schedule.makespanUnits) == table.optimum[length], "l = \(length)")
      expectReplays(schedule)
    }
  }

  @Test func `steps to reverse and no slot at all have no schedule`() throws {
    for levels in [[], levels((0, 0, 0)), levels((0, 0, 0), (0, 5, 5))] {
      #expect(throws: PlanningError.noSlot(length: 1)) { try HRevolve.plan(try uniform(1, levels)) }
      expectReplays(try HRevolve.plan(try uniform(0, levels)))
    }
  }

  @Test func `Revolve and Disk-Revolve take only their own number of levels`() throws {
    for levels in [[], levels((1, 0, 0), (1, 0, 0))] {
      #expect(throws: PlanningError.self) { try Revolve.plan(try uniform(1, levels)) }
    }
    for levels in [levels((1, 0, 0)), levels((1, 0, 0), (1, 0, 0), (1, 0, 0))] {
      #expect(throws: PlanningError.self) { try DiskRevolve.plan(try uniform(1, levels)) }
    }
  }

  @Test func `a disk only, and memory without a slot, are planned`() throws {
    for slots in [1, 2, nil] {
      for length in [0, 1, 2, 30] {
        let alone = try HRevolve.plan(try uniform(length, levels((slots, 5, 4))))
        let beside = try DiskRevolve.plan(try uniform(length, levels((0, 0, 0), (slots, 5, 4))))
        #expect(alone.makespan == beside.makespan && alone.isOptimal && beside.isOptimal)
        expectReplays(alone)
        expectReplays(beside)
      }
    }
  }

  @Test func `heuristics refuse forward steps that differ`() throws {
    let problem = try Problem(
      chain: Chain(length: 2, forwardCost: .each([1, 2])), levels: levels((1, 0, 0)))
    #expect(throws: PlanningError.unsuited(planner: .storeNone, .equalSteps)) { try StoreNone.plan(problem) }
  }

  @Test func `beyond the exact table a non-hierarchical platform gets a schedule, a bound and a caveat`() throws {
    // 40 x 40 x 40 vectors are too many for the table of 60 steps.
    let platform = levels((40, 9, 1), (40, 1, 9), (40, 4, 4))
    #expect(try SlotVectorTable(length: 60, forwardCost: 1, backwardCost: 1, levels: platform) == nil)
    let schedule = try HRevolve.plan(try uniform(60, platform))
    expectReplays(schedule)
    #expect(!schedule.isOptimal && schedule.caveat != nil)
    let bound = try #require(schedule.lowerBoundUnits)
    #expect(bound > 0 && bound < schedule.makespanUnits)
  }

  @Test func `the bound of a platform beyond the table is a bound where the optimum is known`() throws {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<200 {
      let platform = random.platform(hierarchical: false, maxSlots: 3)
      let problem = try uniform(Int.random(in: 1...25, using: &random), platform)
      let usable = platform.enumerated().filter { $0.element.slots != 0 }.map {
        (index: $0.offset, level: $0.element)
      }
      if usable.isEmpty { continue }
      let optimum = try HRevolve.plan(problem)
      let chain = try UniformChain(problem, planner: .hrevolve)
      let schedule = try ExactPlanning.bestFound(problem, .hrevolve, chain, usable)
      expectReplays(schedule)
      #expect(try #require(schedule.lowerBoundUnits) <= optimum.makespanUnits, "\(problem)")
      #expect(schedule.makespanUnits >= optimum.makespanUnits, "\(problem)")
    }
  }

  @Test func `the first operations of every kind of schedule come without the rest`() throws {
    // Were they made all at once, each of these would take minutes and all memory.
    let platforms = [
      levels((5, 0, 0), (8, 50, 50), (4, 200, 200)), levels((2, 0, 0), (nil, 5, 4)), levels((3, 7, 2)),
    ]
    for platform in platforms {
      let schedule = try HRevolve.plan(try uniform(1_000_000_000, platform))
      #expect(Array(schedule.prefix(1000)).count == 1000)
      #expect(try schedule.statistics().backwardSteps == 1_000_000_001)
    }
  }

  @Test func `a schedule iterated twice gives the same operations`() throws {
    let schedule = try HRevolve.plan(try uniform(500, levels((2, 0, 0), (3, 4, 2), (nil, 30, 20))))
    #expect(Array(schedule) == Array(schedule))
  }
}
