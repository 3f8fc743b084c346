import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Schedules for blocking transfers, their transfers overlapped: the only ones for unequal steps, bytes and tapes.
@Suite struct OverlapTranslationTests {
  @Test func `A translated schedule is never slower than the one it comes from`() throws {
    for (length, slots, write, read) in [(60, 4, 5, 4), (200, 6, 20, 20), (40, 2, 1, 1)] {
      let problem = try overlapped(length, slots, write, read, 1, 2)
      let blocking = try #require(problem.withBlockingTransfers(without: 0))
      let schedule = try Planner.hrevolve.schedule(for: blocking)
      let found = try #require(try OverlapPlanning.translated(problem, .hrevolve, maxRuns: nil).best)
      #expect(found.makespan <= schedule.makespanUnits)
      #expect(try Planner.hrevolve.schedule(for: problem).makespanUnits <= found.makespan)
    }
  }

  @Test func `A schedule without spare room is not translated`() throws {
    // Every slot of memory is taken when a state goes to the disk and back.
    let problem = try overlapped(30, 3, 2, 2, 1, 1)
    let blocking = try #require(problem.withBlockingTransfers(without: 0))
    let base = try Planner.revolve.schedule(
      for: Problem(chain: blocking.chain, levels: [blocking.levels[0]]))
    let plan = OverlapTranslation(problem: problem, base: base.plan)
    #expect(try plan.timed(limit: 10) == .tooLong)
    #expect(try plan.timed(limit: 10_000) == .makespan(base.makespanUnits))
    #expect(problem.withBlockingTransfers(without: 4) == nil)
  }

  @Test func `Unequal steps are planned with a bound`() throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<6 {
      let length = Int.random(in: 1...40, using: &random)
      let problem = try Problem(
        chain: Chain(
          length: length, forwardCost: .each((0..<length).map { _ in .random(in: 0...9, using: &random) }),
          backwardCost: .each((0...length).map { _ in .random(in: 0...9, using: &random) })),
        levels: [
          Level(name: "memory", slots: .random(in: 1...4, using: &random)),
          Level(
            name: "disk", slots: Bool.random(using: &random) ? nil : 5, writeCost: .random(in: 0...20, using: &random),
            readCost: .random(in: 0...20, using: &random), isOverlapped: true),
        ])
      let schedule = try Planner.hrevolve.schedule(for: problem)
      expectReplays(schedule)
      #expect(schedule.lowerBoundUnits != nil)
    }
  }

  @Test func `Bytes that travel beside the steps are planned with a bound`() throws {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<6 {
      let length = Int.random(in: 1...8, using: &random)
      let alike = Bool.random(using: &random)
      let problem = try Problem(
        chain: Chain(
          length: length,
          stateSize: alike ? .uniform(3) : .each((0...length).map { _ in .random(in: 1...4, using: &random) })),
        levels: [
          Level(name: "memory", capacity: .random(in: 8...20, using: &random)),
          Level(name: "disk", capacity: 1000, writeCost: 1, readCost: 1, writeBandwidth: 2, isOverlapped: true),
        ])
      let schedule = try Planner.hrevolve.schedule(for: problem)
      expectReplays(schedule)
      #expect(schedule.lowerBoundUnits != nil)
    }
  }

  @Test func `Tapes that travel beside the steps are planned with a bound`() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<6 {
      let length = Int.random(in: 1...6, using: &random)
      let problem = try Problem(
        chain: Chain(
          length: length, stateSize: .uniform(1),
          tapes: Tapes(size: .each((0..<length).map { _ in .random(in: 1...4, using: &random) }))),
        levels: [
          Level(name: "memory", capacity: .random(in: 8...12, using: &random)),
          Level(name: "host", capacity: 1000, writeCost: 2, readCost: 2, isOverlapped: true),
        ])
      let schedule = try Planner.rotor.schedule(for: problem)
      expectReplays(schedule)
      #expect(schedule.lowerBoundUnits != nil)
    }
  }

  @Test func `Where level 0 has no room for what travels, nobody says that there is no schedule`() throws {
    let problem = try Problem(
      chain: Chain(length: 2, tapes: Tapes()),
      levels: [Level(name: "a", slots: 1), Level(name: "b", slots: 1, isOverlapped: true)])
    #expect(throws: PlanningError.noRoomForTransfers(planner: .rotor)) {
      try Planner.rotor.schedule(for: problem)
    }
  }

  @Test func `The bound of free steps on free levels is 0`() throws {
    let problem = try overlapped(2, 1, 0, 0, 0, 0, disk: 1)
    let schedule = try Planner.hrevolve.schedule(for: problem)
    #expect(schedule.lowerBoundUnits == 0 && schedule.makespanUnits == 0 && schedule.isOptimal)
  }

  @Test func `Of two overlapped levels the shares and that of the steps are at most the whole`() throws {
    // 16 parts for the steps and the levels together: with 4 for each of two levels 8 are left for the steps.
    let problem = try Problem(
      chain: Chain(length: 3, forwardCost: .uniform(2)),
      levels: [Level(name: "a", slots: 1)]
        + (1...2).map { Level(name: "\($0)", slots: 1, writeCost: 3, readCost: 5, isOverlapped: true) })
    let mixed = try #require(problem.mixed(share: 4, of: 16))
    #expect(mixed.chain.forwardCost == .uniform(16) && mixed.levels[1].writeCost == 12)
    #expect(problem.mixed(share: 9, of: 16) == nil)
  }
}
