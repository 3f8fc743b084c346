import SeededRandom
import Synchronization
import TestSupport
import Testing

@testable import AdjointSchedules

/// What a planner may do beside others, counted: every limit gives way, and what meets it is known.
@Suite struct PlanningEffortTests {
  /// Runs a body with one part in so many, which it should meet, or not.
  private func with(parts: Int, meets: Bool = true, _ body: () throws -> Void) rethrows {
    let effort = PlanningEffort(parts: parts)
    try PlanningEffort.$current.withValue(effort) { try body() }
    #expect(effort.wasMet == meets)
  }

  @Test func `a few plans share equally, many have a sixteenth each`() {
    #expect([0, 1, 2, 12, 16, 17, Int.max].map { PlanningEffort(among: $0).parts } == [1, 1, 2, 12, 16, 16, 16])
    #expect(PlanningEffort.share(of: 100) == 100)
    PlanningEffort.$current.withValue(PlanningEffort(parts: 7)) {
      #expect(PlanningEffort.share(of: 100) == 14)
      #expect(PlanningEffort.share(of: 3) == 1)
    }
  }

  @Test func `what even one plan alone may not do is not called cut short`() {
    with(parts: 4, meets: false) { #expect(PlanningEffort.allows(25, of: 100)) }
    with(parts: 4) { #expect(!PlanningEffort.allows(26, of: 100)) }
    with(parts: 4, meets: false) { #expect(!PlanningEffort.allows(101, of: 100)) }
    with(parts: 1, meets: false) { #expect(!PlanningEffort.allows(101, of: 100)) }
  }

  @Test func `a table that one plan may make is left to another method beside many`() throws {
    let problem = try uniform(60, levels((2, 9, 0), (2, 0, 9)))
    #expect(try HRevolve.plan(problem).isOptimal)
    try with(parts: 100_000) {
      let schedule = try HRevolve.plan(problem)
      #expect(!schedule.isOptimal && schedule.lowerBound != nil)
      expectReplays(schedule)
    }
    let unequalSteps = try unequal((0..<60).map { 1 + $0 % 7 }, Array(repeating: 1, count: 61), levels((3, 0, 0)))
    #expect(try HRevolve.plan(unequalSteps).isOptimal)
    try with(parts: 1_000_000) {
      let schedule = try HRevolve.plan(unequalSteps)
      guard case .noIntervals(because: .tooMuchWork(_, _, limit: 268), parts: _)? = schedule.caveat else {
        Issue.record("\(schedule.proof)")
        return
      }
      expectReplays(schedule)
    }
    let several = try unequal(
      (0..<40).map { 1 + $0 % 7 }, Array(repeating: 1, count: 41), levels((2, 9, 0), (2, 0, 9)))
    #expect(try HRevolve.plan(several).isOptimal)
    try with(parts: 100_000) {
      let schedule = try HRevolve.plan(several)
      #expect(!schedule.isOptimal)
    }
  }

  @Test func `prices end at their part, in windows and in states`() throws {
    let problem = try uniform(3000, levels((2, 1, 0), (5, 11, 7), (7, 90, 40)), forward: 3)
    let chain = try UniformChain(problem, planner: .hrevolve)
    let levels = problem.usableLevels
    let alone = try chain.byPrices(levels)
    #expect(alone.isExact)
    try with(parts: 1_000_000) {
      let result = try chain.byPrices(levels)
      #expect(result.lowerBound <= alone.makespan && alone.makespan <= result.makespan)
    }
    try with(parts: PricedCells.maximum) {
      let result = try chain.byPrices(levels)
      #expect(!result.isExact && result.lowerBound <= alone.makespan && result.work.dualCells == 0)
    }
  }

  @Test func `sizes and tapes are planned in coarser units`() throws {
    let problem = try sized((0..<60).map { 1 + $0 % 5 }, (0..<61).map { 3 + $0 % 11 }, [bytes(64)])
    let alone = try HRevolve.plan(problem)
    try with(parts: 2000) {
      let schedule = try HRevolve.plan(problem)
      #expect(schedule.resolution != alone.resolution && schedule.makespan >= alone.makespan)
      expectReplays(schedule)
    }
    let chain = TapedChain(
      forward: Array(repeating: 2, count: 40), adjoint: Array(repeating: 1, count: 40),
      states: (0..<40).map { 3 + $0 % 5 }, tapes: (0..<40).map { 7 + $0 % 3 }, write: 1, read: 1, capacity: 100)
    try with(parts: 10_000) {
      let schedule = try Planner.rotor.schedule(for: chain.problem())
      #expect(schedule.resolution != [1])
      expectReplays(schedule)
    }
  }

  @Test func `periods and stored states are compared up to the part`() throws {
    // Somewhat shorter than the best period, so that several are looked at.
    let disk = levels((3, 0, 0), (nil, 1_000_000, 7))
    let best = try PeriodChoice(uniform(Chain.maximumLength, disk)).best
    let problem = try uniform(best - 3, disk)
    #expect(best > DiskPeriod.tabulatedLength + 3)
    #expect(throws: Never.self) { try PeriodChoice(problem) }
    with(parts: 2000) { #expect(throws: PlanningError.self) { try PeriodChoice(problem) } }
    with(parts: 1 << 30) { #expect(throws: PlanningError.self) { try Online.plan(uniform(500, levels((9, 0, 0)))) } }
  }

  @Test func `more effort finds no worse schedule, and a time that is over leaves what there is`() throws {
    let problem = try uniform(400, levels((8, 9, 0), (8, 0, 9)))
    func plan(_ effort: Int?, while mayContinue: (@Sendable () -> Bool)? = nil) throws -> Schedule {
      var options = PlannerOptions(mayContinue: mayContinue)
      options.effort = effort
      let schedule = try Planner.hrevolve.schedule(for: problem, options: options)
      expectReplays(schedule)
      return schedule
    }
    let (least, most) = (try plan(1), try plan(4))
    #expect(!least.isOptimal && most.isOptimal && most.makespanUnits <= least.makespanUnits)
    #expect(try plan(nil).makespanUnits == most.makespanUnits)
    let (stopped, finished) = (try plan(nil, while: { false }), try plan(nil, while: { true }))
    #expect(stopped.makespanUnits == least.makespanUnits && finished.makespanUnits == most.makespanUnits)
    #expect(finished.isOptimal && !stopped.isOptimal)
    // The effort is the one to end with.
    #expect(try plan(1, while: { true }).makespanUnits == least.makespanUnits)
    #expect(!PlanningEffort(parts: 1).wasLimited)
  }

  @Test func `more effort is never worse, even where a method that less effort uses finds more`() throws {
    var random = SeededGenerator(seed: 64)
    for length in [trials(120, few: 40), trials(250, few: 80)] {
      let problem = try unequal(random.costs(length), nil, levels((9, 0, 0), (4, 3, 2)))
      var known = Int.max
      for effort in 1...3 {
        var options = PlannerOptions()
        options.effort = effort
        let schedule = try Planner.hrevolve.schedule(for: problem, options: options)
        #expect(schedule.makespanUnits <= known, "effort \(effort)")
        known = schedule.makespanUnits
      }
    }
    // The first effort finds 10 and hits a limit; the second, which finds 12, is compared with it.
    let found = [10, 12, 11]
    var attempts = 0
    var options = PlannerOptions()
    options.effort = 3
    let problem = try uniform(3, levels((1, 0, 0)))
    let best = try Planner.hrevolve.withEffort(options) { () throws(PlanningError) in
      PlanningEffort.meet()
      attempts += 1
      return Schedule(
        problem: problem, planner: .hrevolve, makespan: found[attempts - 1], lowerBound: attempts, caveat: .searchEnded,
        plan: ListedPlan(problem: problem, listed: []))
    }
    #expect(attempts == 3 && best.makespanUnits == 10 && best.lowerBoundUnits == 3)
  }

  @Test func `a plan is stopped in the midst of its table`() throws {
    let problem = try uniform(3000, levels((3, 9, 0), (3, 0, 9)))
    let effort = PlanningEffort(parts: 1, mayContinue: { false })
    #expect(throws: PlanningError.timeOver) {
      try effort.limiting { () throws(PlanningError) in try HRevolve.plan(problem) }
    }
  }

  @Test(.slow, arguments: [40, 120, 400, 1000])
  func `the time that is left is used for what fits into it`(updates: Int) throws {
    var random = SeededGenerator(seed: 61)
    let problem = try unequal(random.costs(6000), nil, levels((40, 0, 0)))
    let calls = Mutex(0)
    var options = PlannerOptions()
    options.effort = 4
    options.elapsed = {
      calls.withLock { calls in
        calls += 1
        return Double(calls) / Double(updates)
      }
    }
    let elapsed = try #require(options.elapsed)
    options.mayContinue = { elapsed() < 1 }
    let schedule = try Planner.hrevolve.schedule(for: problem, options: options)
    expectReplays(schedule)
    var least = PlannerOptions()
    least.effort = 1
    #expect(schedule.makespanUnits <= (try Planner.hrevolve.schedule(for: problem, options: least)).makespanUnits)
  }
}
