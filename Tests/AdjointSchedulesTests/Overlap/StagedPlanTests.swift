import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Transfers through a staging slot: the clock's times and the counts are those of the replay.
@Suite struct StagedPlanTests {
  private func staged(_ base: some SegmentPlan, _ problem: Problem) throws -> Schedule? {
    guard let plan = try StagedPlan(base, problem.overlapMachine, limit: 1 << 20) else { return nil }
    return Schedule(
      problem: problem, planner: .hrevolve, makespan: Int(plan.makespan), lowerBound: 0,
      caveat: .overlapped(blocking: .timed), plan: plan)
  }

  /// Returns how many of the problems have a schedule for transfers that block whose transfers can be timed.
  private func timed(among trials: Int, problem: () throws -> Problem) throws -> Int {
    var timed = 0
    for _ in 0..<trials {
      let problem = try problem()
      guard let blocking = problem.withBlockingTransfers(without: 1),
        let base = (try? Planner.hrevolve.schedule(for: blocking))?.plan as? any SegmentPlan,
        let schedule = try staged(base, problem)
      else { continue }
      expectReplays(schedule)
      timed += 1
    }
    return timed
  }

  @Test func `random schedules through a staging slot replay as announced`() throws {
    var random = SeededGenerator(seed: 27)
    let trials = trials(300, few: 60)
    let timed = try timed(among: trials) {
      try random.overlapped(0...150, memory: 1...5, slots: 1...9, forward: 1...4)
    }
    #expect(timed > trials / 4)
  }

  /// Few slots and cheap transfers: channels and slots are idle for long before segments that come again.
  @Test func `long schedules whose slots are idle for long replay as announced`() throws {
    var random = SeededGenerator(seed: 28)
    let trials = trials(150, few: 20)
    let timed = try timed(among: trials) {
      try random.overlapped(
        500...6000, memory: 1...4, slots: 1...4, maxCost: 3, forward: 1...4, mayBeUnlimited: false)
    }
    #expect(timed > trials / 4)
  }

  /// Each slot of the disk is a segment within another.
  @Test func `segments that lie thousands deep within each other are timed, and the schedules replay`() throws {
    let schedule = try Planner.hrevolve.schedule(for: overlapped(30_000, 3, 3, 3, 1, 1, disk: 2000))
    #expect(schedule.caveat == .overlapped(blocking: .timed))
    let bound = try #require(schedule.lowerBoundUnits)
    #expect(schedule.makespanUnits * 100 < bound * 113)
    expectReplays(schedule)
  }

  @Test(arguments: [(1_000_000_000, 10, 40, 16), (1_000_000_000_000, 10, 40, 14), (3_000, 10, 40, 25)])
  func `beside a full level long chains are planned close to the bound, and their first operations are valid`(
    length: Int, slots: Int, disk: Int, thousandths: Int
  ) throws {
    let problem = try overlapped(length, slots, 20, 20, 1, 1, disk: disk)
    let schedule = try Planner.hrevolve.schedule(for: problem)
    let bound = try #require(schedule.lowerBoundUnits)
    #expect((schedule.makespanUnits - bound) * 1000 <= thousandths * bound)
    #expect(schedule.caveat == .overlapped(blocking: .timed))
    var machine = ReplayMachine(problem: problem)
    for operation in schedule.prefix(20_000) { try machine.execute(operation) }
    let statistics = try schedule.statistics()
    #expect(statistics.backwardSteps == length + 1 && statistics.levels[1].peakSlots <= disk)
    let times = try #require(statistics.computeTime) + #require(statistics.stallTime)
    #expect(times == schedule.makespanUnits)
  }

  @Test func `several overlapped levels are planned at any length`() throws {
    let levels = [
      Level(name: "memory", slots: 6), Level(name: "fast", slots: 30, writeCost: 9, readCost: 7, isOverlapped: true),
      Level(name: "slow", slots: 900, writeCost: 120, readCost: 90, isOverlapped: true),
    ]
    func plan(_ length: Int) throws -> Schedule {
      try Planner.hrevolve.schedule(
        for: Problem(
          chain: Chain(length: length, forwardCost: .uniform(1), backwardCost: .uniform(2)), levels: levels))
    }
    expectReplays(try plan(2_000))
    let long = try plan(1_000_000)
    #expect(long.caveat == .overlapped(blocking: .timed))
    #expect(try #require(long.lowerBoundUnits) * 12 > long.makespanUnits * 10)
  }
}
