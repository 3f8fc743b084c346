import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Plans with overlapped transfers: their times are those of the replay, and they are close to the bound.
@Suite struct OverlapPlanningTests {
  @Test func `Plans of reference problems are valid and within 3 per cent of the optima on average`() throws {
    let lines: [ReferenceLine] = try referenceLines("optimum-overlap")
    var excess = 0.0
    for line in lines {
      let schedule = try Planner.hrevolve.schedule(for: line.problem())
      expectReplays(schedule)
      #expect(schedule.makespanUnits >= line.optimum, "\(line)")
      #expect(!schedule.isOptimal || schedule.makespanUnits == line.optimum, "\(line)")
      excess += Double(schedule.makespanUnits) / Double(line.optimum) - 1
    }
    #expect(excess / Double(lines.count) <= 0.03)
  }

  /// Lengths and costs of the machines in docs/overlap.md, with the greatest excess over the bound in thousandths.
  @Test(arguments: [
    (1000, 10, 2, 2, 1, 1, 1), (1000, 10, 5, 5, 1, 2, 1), (1000, 10, 20, 20, 1, 2, 18), (4000, 10, 20, 20, 1, 2, 10),
    (2000, 10, 10, 10, 1, 3, 1), (2000, 20, 20, 20, 1, 2, 1), (2000, 10, 40, 20, 1, 2, 15),
    (1000, 10, 100, 100, 1, 2, 50),
  ])
  func `Long chains are planned close to the bound`(
    length: Int, slots: Int, write: Int, read: Int, forward: Int, backward: Int, thousandths: Int
  ) throws {
    let schedule = try Planner.hrevolve.schedule(for: overlapped(length, slots, write, read, forward, backward))
    expectReplays(schedule)
    let bound = try #require(schedule.lowerBoundUnits)
    #expect((schedule.makespanUnits - bound) * 1000 <= thousandths * bound)
  }

  @Test func `Random problems are replayed as announced`() throws {
    var random = SeededGenerator(seed: 16)
    for _ in 0..<30 {
      expectReplays(try Planner.hrevolve.schedule(for: random.overlapped(0...60, mayBlock: true)))
    }
  }

  @Test func `Planning takes the same work at any length, and the makespan follows from one period`() throws {
    let problem = try overlapped(1_000_000_000_000, 10, 20, 20, 1, 2)
    var search = OverlapSearch(try problem.overlapMachine)
    try search.run()
    #expect(search.timed < 4000)
    let schedule = try Planner.hrevolve.schedule(for: problem)
    #expect(Int128(schedule.makespanUnits) == search.best?.makespan)
    #expect(schedule.makespanUnits < 4_360_000_000_000)
    let statistics = try schedule.statistics()
    #expect(statistics.backwardSteps == 1_000_000_000_001)
    // The first operations come at once.
    #expect(Array(schedule.prefix(2)) == [.write(level: 0, step: 0), .offload(level: 1, step: 0)])
  }

  @Test func `A level that costs more than it saves is not used`() throws {
    let schedule = try Planner.diskRevolve.schedule(for: overlapped(20, 4, 100_000, 100_000, 1, 1))
    expectReplays(schedule)
    #expect(schedule.allSatisfy { if case .offload = $0 { false } else { true } })
    #expect(schedule.isOptimal == (schedule.makespanUnits == schedule.lowerBoundUnits))
  }

  @Test func `Transfers of 0 cost nothing and bounded levels are never overfilled`() throws {
    for problem in [
      try overlapped(50, 3, 0, 0, 1, 1), try overlapped(50, 3, 5, 5, 1, 1, disk: 2), try overlapped(50, 1, 5, 5, 1, 1),
      try overlapped(1, 1, 1, 1, 1, 1), try overlapped(0, 1, 1, 1, 1, 1), try overlapped(40, 2, 3, 30, 2, 1),
    ] {
      expectReplays(try Planner.hrevolve.schedule(for: problem))
    }
  }

  @Test func `Periodic plans are replayed as announced and never better than the planner's`() throws {
    for problem in [
      try overlapped(100, 4, 5, 4, 1, 2), try overlapped(64, 1, 5, 4, 1, 2), try overlapped(300, 10, 20, 20, 1, 2),
      try overlapped(100, 4, 5, 4, 1, 2, disk: 7), try overlapped(1, 1, 1, 1, 1, 1), try overlapped(0, 1, 1, 1, 1, 1),
      try overlapped(30, 3, 1, 1, 1, 1, disk: 0),
    ] {
      let periodic = try Planner.periodicDiskRevolve.schedule(for: problem)
      expectReplays(periodic)
      #expect(try Planner.hrevolve.schedule(for: problem).makespanUnits <= periodic.makespanUnits)
      let given = try Planner.periodicDiskRevolve.schedule(for: problem, options: PlannerOptions(period: 50))
      expectReplays(given)
      #expect(given.makespanUnits >= periodic.makespanUnits)
    }
    #expect(throws: PlanningError.tooFewSlots(planner: .periodicDiskRevolve, needed: 50, available: 7)) {
      try Planner.periodicDiskRevolve.schedule(
        for: overlapped(100, 4, 5, 4, 1, 2, disk: 7), options: PlannerOptions(period: 2))
    }
  }

  @Test func `memory alone stands in where every period is too long to be timed, but not for a given one`()
    throws
  {
    let problem = try overlapped(32_699_486_722, 4, 0, 5, 4, 1, disk: 21)
    let alone = try Planner.revolve.schedule(for: uniform(32_699_486_722, levels((4, 0, 0)), forward: 4))
    let schedule = try Planner.periodicDiskRevolve.schedule(for: problem)
    #expect(schedule.makespanUnits == alone.makespanUnits && schedule.lowerBoundUnits ?? 0 <= alone.makespanUnits)
    var machine = ReplayMachine(problem: problem)
    for operation in schedule.prefix(10_000) { try machine.execute(operation) }
    let limit = OverlapPeriods.mostOperations
    #expect(throws: PlanningError.tooMuchWork(what: .timedOperations, count: limit + 1, limit: limit)) {
      try Planner.periodicDiskRevolve.schedule(for: problem, options: PlannerOptions(period: 20_000_000_000))
    }
  }

  /// Each of these took gigabytes, or a recursion as deep as memory has slots.
  @Test(arguments: [(5_400_000_000, 6_000_000_000), (20_000_000_000, 100_000), (1_000_000, 5_000)])
  func `periods beside very many slots of memory are no better than memory alone, or timed`(
    length: Int, slots: Int
  ) throws {
    let problem = try overlapped(length, slots, 2, 25, 5, 1)
    let alone = try Planner.revolve.schedule(for: uniform(length, levels((slots, 0, 0)), forward: 5))
    let schedule = try PlanningEffort(parts: PlanningEffort.mostParts, doublings: -3).limiting {
      () throws(PlanningError) in
      try Planner.periodicDiskRevolve.schedule(for: problem)
    }
    #expect(schedule.makespanUnits <= alone.makespanUnits)
    #expect(schedule.lowerBoundUnits ?? 0 <= schedule.makespanUnits)
    #expect(slots < length || schedule.isOptimal)
  }

  @Test func `no step runs more often than the limit, and the makespan does not fall`() throws {
    for problem in [try overlapped(200, 3, 40, 40, 1, 2), try overlapped(40, 2, 9, 9, 1, 1, disk: 9)] {
      let free = try Planner.hrevolve.schedule(for: problem)
      let runs = try free.statistics().maxStepRuns
      #expect(runs > 1)
      for limit in 1...runs + 1 {
        var options = PlannerOptions()
        options.maxRuns = limit
        do throws(PlanningError) {
          let schedule = try Planner.hrevolve.schedule(for: problem, options: options)
          expectReplays(schedule)
          #expect(try schedule.statistics().maxStepRuns <= limit)
          #expect(schedule.makespanUnits >= free.makespanUnits || !free.isOptimal)
          #expect(limit < runs || Array(schedule) == Array(free))
        } catch {
          guard case .tooFewRuns = error else { throw error }
          #expect(limit < runs)
        }
      }
    }
  }

  /// Few slots on the overlapped level, which only a schedule for transfers that block uses again and again.
  @Test func `where a level is full, no schedule is worse than the one for transfers that block`() throws {
    let problem = try overlapped(60_000, 10, 20, 20, 1, 1, disk: 40)
    let schedule = try Planner.hrevolve.schedule(for: problem)
    let fewer = try #require(problem.withBlockingTransfers(without: 1))
    let blocking = try Planner.hrevolve.schedule(for: fewer)
    #expect(try blocking.statistics().operations > OverlapPlanning.mostTranslatedOfEqual)
    #expect(schedule.makespanUnits < blocking.makespanUnits)
    #expect(schedule.caveat == .overlapped(blocking: .timed))
  }

  @Test func `the note says whether the schedule for blocking transfers was compared`() throws {
    let short = try Planner.hrevolve.schedule(for: overlapped(1_000, 10, 20, 20, 1, 2))
    #expect(short.caveat == .overlapped(blocking: .timed))
    let long = try Planner.hrevolve.schedule(for: overlapped(1_000_000, 10, 20, 20, 1, 2))
    #expect(long.caveat == .overlapped(blocking: .timed))
    // Beside a level that blocks, only short ones are timed.
    let mixed = try Problem(
      chain: Chain(length: 100_000, forwardCost: .uniform(1), backwardCost: .uniform(2)),
      levels: [
        Level(name: "memory", slots: 10), Level(name: "blocking", slots: nil, writeCost: 300, readCost: 300),
        Level(name: "disk", slots: nil, writeCost: 20, readCost: 20, isOverlapped: true),
      ])
    #expect(try Planner.hrevolve.schedule(for: mixed).caveat == .overlapped(blocking: .tooLong))
  }
}
