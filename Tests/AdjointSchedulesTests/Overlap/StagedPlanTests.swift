import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Transfers through a staging slot: the clock's times and the counts are those of the replay.
@Suite struct StagedPlanTests {
  private func expectReplays(_ base: some SegmentPlan, _ problem: Problem) throws -> Int? {
    guard let plan = try StagedPlan(base, problem.overlapMachine, limit: 1 << 20) else { return nil }
    let schedule = Schedule(
      problem: problem, planner: .hrevolve, makespan: Int(plan.makespan), lowerBound: 0,
      caveat: .overlapped(blocking: .timed), plan: plan)
    TestSupport.expectReplays(schedule)
    return schedule.makespanUnits
  }

  @Test func `random schedules through a staging slot replay as announced`() throws {
    var random = SeededGenerator(seed: 27)
    let trials = trials(300, few: 60)
    var timed = 0
    for _ in 0..<trials {
      var levels = [
        Level(
          name: "memory", slots: .random(in: 1...5, using: &random), writeCost: .random(in: 0...1, using: &random),
          readCost: .random(in: 0...1, using: &random))
      ]
      for index in 1...Int.random(in: 1...2, using: &random) {
        levels.append(
          Level(
            name: "\(index)", slots: Bool.random(using: &random) ? nil : .random(in: 1...9, using: &random),
            writeCost: .random(in: 0...30, using: &random), readCost: .random(in: 0...30, using: &random),
            isOverlapped: true))
      }
      let problem = try Problem(
        chain: Chain(
          length: .random(in: 0...150, using: &random), forwardCost: .uniform(.random(in: 1...4, using: &random)),
          backwardCost: .uniform(.random(in: 0...4, using: &random))),
        levels: levels)
      guard let blocking = problem.withBlockingTransfers(without: 1),
        let schedule = try? Planner.hrevolve.schedule(for: blocking), let base = schedule.plan as? any SegmentPlan
      else { continue }
      if try expectReplays(base, problem) != nil { timed += 1 }
    }
    #expect(timed > trials / 4)
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
    TestSupport.expectReplays(try plan(2_000))
    let long = try plan(100_000_000)
    #expect(long.caveat == .overlapped(blocking: .timed))
    #expect(try #require(long.lowerBoundUnits) * 12 > long.makespanUnits * 10)
  }
}
