import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The rest of a network's reversal, planned from what is stored.
@Suite struct JoinCompletionTests {
  @Test func `completions equal the search from random situations`() throws {
    var random = SeededGenerator(seed: 41)
    for _ in 0..<trials(60, few: 12) {
      let problem = try random.situatedJoin(most: trials(8, few: 4))
      let schedule: Schedule
      let optimum = ExhaustiveSearch(problem: problem).optimum()
      do {
        schedule = try Planner.join.schedule(for: problem)
      } catch {
        guard case .tooFewSlotsToJoin = error else { throw error }
        #expect(optimum == nil, "\(problem)")
        continue
      }
      #expect(schedule.makespanUnits == optimum, "\(problem)")
      #expect(schedule.isOptimal)
      expectReplays(schedule)
      // What proves the bound proves no more.
      #expect(try schedule.certificate().lowerBoundUnits <= schedule.makespanUnits)
    }
  }

  @Test func `a state of the handle may serve before the join where nothing else fits`() throws {
    let problem = try Problem(
      branches: [1, 1, 1], handle: 3, forwardCost: 3, backwardCost: 0, slots: 6,
      situation: JoinSituation(
        branches: [0, 0, 0], handle: 1, storedOnBranches: [[0], [0], [0, 1]], storedOnHandle: [1]))
    let schedule = try Planner.join.schedule(for: problem)
    #expect(schedule.makespanUnits == 6 && schedule.isOptimal)
    expectReplays(schedule)
  }

  @Test func `the search of networks gives up with a bound, and knows where slots are too few`() throws {
    let problem = try Problem(
      branches: [3, 2], handle: 2, slots: 6,
      situation: JoinSituation(branches: [2, 1], handle: 2, storedOnBranches: [[0], [0]], storedOnHandle: []))
    let search = try #require(JoinSearch(problem))
    guard case .undecided(let bound) = search.search(effort: 1) else {
      Issue.record("one state does not suffice")
      return
    }
    // Every step runs at least once.
    #expect(bound == 7)
    let few = try Problem(
      branches: [1, 1], handle: 1, slots: 4,
      situation: JoinSituation(branches: [0, 0], handle: 1, storedOnBranches: [[0], [0]], storedOnHandle: []))
    guard case .slotsTooFew? = JoinSearch(few)?.search(effort: 1000) else {
      Issue.record("a handle with steps needs a slot")
      return
    }
    #expect(throws: PlanningError.tooFewSlotsToJoin(needed: 5, available: 4)) { try Planner.join.schedule(for: few) }
    let long = try Problem(branches: [20, 20], handle: 0, slots: 4).with(situation: nil)
    #expect(JoinSearch(long) == nil)
  }

  @Test func `no method is below the search, and no bound above it`() throws {
    var random = SeededGenerator(seed: 42)
    var (compared, equal) = (0, 0)
    while compared < trials(60, few: 12) {
      let problem = try random.situatedJoin(most: trials(8, few: 4))
      guard let optimum = ExhaustiveSearch(problem: problem).optimum(), let junction = problem.junction,
        let situation = problem.situation, let unit = problem.chain.forwardCost.common, unit > 0
      else { continue }
      compared += 1
      let rest = try JoinRest(junction, situation, slots: problem.levels[0].slots)
      let backward = rest.backwardSteps * Int128(problem.chain.backwardCost.common ?? 0)
      let bound = try JoinRestBound(rest)
      #expect(bound.steps * Int128(unit) + backward <= Int128(optimum), "\(problem)")
      var least: Int?
      func check(_ found: (steps: Int128, plan: any SchedulePlan)?) {
        guard let found else { return }
        let makespan = Int(found.steps * Int128(unit) + backward)
        #expect(makespan >= optimum)
        least = min(least ?? .max, makespan)
        expectReplays(
          Schedule(
            problem: problem, planner: .join, makespan: makespan, caveat: .completion(isBest: false), plan: found.plan))
      }
      check(bound.fresh(problem))
      if rest.isJoined { check(try JoinRestInTurn(problem: problem, rest: rest).best()) }
      let places = rest.branches.map { branch in
        rest.isJoined || branch.hasEnd ? branch.stored : branch.stored + Array(branch.last + 1..<branch.length)
      }
      let table = try JoinRestSearch(problem: problem, rest: rest, places: places).best()
      check(table)
      // A state of the handle beside no x_0 is not used.
      #expect(least != nil || rest.uselessOnHandle > 0)
      if least == optimum { equal += 1 }
      let (few, isWhole) = rest.places(work: 30)
      #expect(!isWhole || few == places)
      if let few { check(try JoinRestSearch(problem: problem, rest: rest, places: few).best()) }
      // With fewer places it is no better.
      let first = try JoinRestSearch(problem: problem, rest: rest, places: places.map { _ in [0] }).best()
      check(first)
      #expect(first?.steps ?? .max >= table?.steps ?? .max)
    }
    #expect(equal * 10 >= compared * 9, "\(equal) of \(compared)")
  }

  @Test func `from every cut the rest costs no more than going on`() throws {
    let all = [([3, 2], 1, 5), ([2, 2], 0, 4), ([4, 2, 3], 3, 9), ([6], 5, 4)]
    for (branches, handle, slots) in all.prefix(trials(4, few: 2)) {
      let problem = try Problem(branches: branches, handle: handle, forwardCost: 3, backwardCost: 2, slots: slots)
      let schedule = try Planner.join.schedule(for: problem)
      let operations = Array(schedule)
      for after in 1..<operations.count {
        var recording = ScheduleRecording(problem, after: after)
        for operation in operations { try recording.add(operation) }
        guard let cut = recording.situation else {
          #expect(operations[after...].allSatisfy { if case .discard = $0 { true } else { false } })
          continue
        }
        let rest = try recording.rest()
        expectReplays(rest)
        #expect(rest.problem.joinSituation == problem.junction?.along(cut.losing([])))
        if recording.isSafe {
          // The schedule is the best, and so is its rest.
          #expect(rest.makespanUnits == schedule.makespanUnits - recording.costDone && rest.isOptimal)
        } else {
          #expect(rest.makespanUnits <= schedule.makespanUnits - recording.costDone + recording.costAtRisk)
        }
        let remade = try recording.rest(losing: [0], remakesFirst: true)
        expectReplays(remade)
        #expect(remade.makespanUnits >= rest.makespanUnits)
        #expect(throws: PlanningError.self) { try recording.rest(losing: [0]) }
      }
    }
  }

  @Test(.slow) func `a long network is planned from a few states and from many`() throws {
    for (branches, handle, slots, stored, dues) in [
      ([5_000, 3_000], 700, 40, [Array(stride(from: 0, to: 5_000, by: 500)), [0, 2_000]], [4_600, 2_500]),
      ([300, 200, 250, 100, 90], 40, 60, [[0, 9], [0], [0, 70, 80], [0, 1], [0]], [299, 199, 100, 50, 89]),
    ] {
      let ends = zip(stored, branches).map { $0 + [$1] }
      for handleDue in [nil, handle / 2] {
        let problem = try Problem(
          branches: branches, handle: handle, slots: slots,
          situation: JoinSituation(
            branches: handleDue == nil ? dues : branches.map { $0 - 1 }, handle: handleDue, storedOnBranches: ends,
            storedOnHandle: handleDue == nil ? [] : [0, 7]))
        let schedule = try Planner.join.schedule(for: problem)
        expectReplays(schedule)
        let bound = try #require(schedule.lowerBoundUnits)
        #expect(schedule.makespanUnits < 2 * bound)
      }
      // Before the join, what is stored need not be what the best plan stores.
      let begun = try Problem(
        branches: branches, handle: handle, slots: slots,
        situation: JoinSituation(
          branches: branches.map { $0 - 1 }, handle: handle, storedOnBranches: stored, storedOnHandle: []))
      let schedule = try Planner.join.schedule(for: begun)
      expectReplays(schedule)
      let whole = try Planner.join.schedule(for: try begun.with(situation: nil))
      #expect(schedule.makespanUnits <= whole.makespanUnits)
    }
  }

  @Test func `the longest network is planned without its operations`() throws {
    let length = 1_000_000_000_000
    let problem = try Problem(
      branches: [length, length / 2], handle: length, slots: 1000,
      situation: JoinSituation(
        branches: [length - 1, length / 2 - 1], handle: length / 3, storedOnBranches: [[0, 5], [0]], storedOnHandle: [])
    )
    let schedule = try Planner.join.schedule(for: problem)
    #expect(try schedule.statistics().backwardSteps == length + length / 2 + length / 3 + 1)
    #expect(Array(schedule.prefix(2)) == [.discard(level: 0, step: 5), .read(level: 0, step: 0)])
  }

  @Test func `a handle with many states keeps what it has slots for`() throws {
    let states = Array(stride(from: 0, through: 300, by: 3))
    let problem = try Problem(
      branches: [20], handle: 400, slots: 110,
      situation: JoinSituation(
        branches: [19], handle: 310, storedOnBranches: [[0, 3, 6, 20]], storedOnHandle: states))
    let schedule = try Planner.join.schedule(for: problem)
    expectReplays(schedule)
    let chain = try #require(try JoinRestChain(stored: states, due: 310, slots: 30))
    #expect(chain.kept.count <= 30 && chain.kept.first == 0)
    #expect(try JoinRestChain(stored: states, due: 310, slots: 0) == nil)
    #expect(Array(0..<10).thinned(to: 4) == [0, 2, 5, 7])
  }

  @Test func `what does not suit a network is named`() throws {
    func problem(_ situation: JoinSituation) throws -> Problem {
      try Problem(branches: [3, 2], handle: 1, slots: 5, situation: situation)
    }
    let stored = [[0], [0]]
    for (branches, handle, onBranches, onHandle, field) in [
      ([2], 1, stored, [], "due"), ([2, 1], 1, [[0]], [], "stored"), ([3, 1], nil, stored, [], "due.branches[0]"),
      ([1, 1], 1, stored, [], "due.branches[0]"), ([2, 1], 2, stored, [], "due.handle"),
      ([nil, nil], nil, stored, [], "due"), ([2, 1], 1, [[0, 4], [0]], [], "stored[0].branches[0]"),
      ([2, 1], 1, stored, [0, 0], "stored[0].handle"), ([2, 1], 1, [[0, 1, 2], [0, 1, 2]], [], "stored[0]"),
    ] as [([Int?], Int?, [[Int]], [Int], String)] {
      #expect(throws: ProblemError.self, "\(field)") {
        try problem(
          JoinSituation(branches: branches, handle: handle, storedOnBranches: onBranches, storedOnHandle: onHandle))
      }
    }
    let gone = try problem(
      JoinSituation(branches: [nil, 1], handle: nil, storedOnBranches: [[], [2]], storedOnHandle: []))
    #expect(throws: PlanningError.firstStateMissing(branch: 1)) { try Planner.join.schedule(for: gone) }
    let chain = try uniform(3, levels((2, 0, 0)))
    #expect(throws: ProblemError.self) { try chain.with(situation: gone.situation) }
    #expect(throws: ProblemError.self) { try gone.with(situation: Situation(due: 1, stored: [[0]])) }
    #expect(chain.joinSituation == nil)
  }
}

extension SeededGenerator {
  /// Returns a join of at most `most` steps that begins in a situation in which every branch to be reversed can be.
  mutating func situatedJoin(most: Int) throws -> Problem {
    let count = int(1...3)
    var rest = most - count
    let branches = (0..<count).map { _ in
      let more = int(0...max(0, min(3, rest)))
      rest -= more
      return more + 1
    }
    let handle = int(0...max(0, min(3, rest)))
    let isReversed = one(in: 2)
    let handleDue = isReversed ? nil : int(0...handle)
    let isJoined = isReversed || one(in: 2)
    var dues: [Int?] = branches.map { $0 - 1 }
    if isReversed {
      for index in dues.indices { dues[index] = one(in: 3) ? nil : int(0...branches[index] - 1) }
      if dues.allSatisfy({ $0 == nil }) { dues[0] = 0 }
    }
    let stored = branches.indices.map { index in
      (0...branches[index]).filter { state in
        if dues[index] == nil { return one(in: 4) && state < branches[index] }
        if state == 0 || isJoined && state == branches[index] { return true }
        return one(in: 3)
      }
    }
    var onHandle = isReversed ? [] : (0...handle).filter { _ in one(in: 3) }
    if isJoined && !isReversed && onHandle.first != 0 { onHandle.insert(0, at: 0) }
    if !isJoined && onHandle.first == 0 { onHandle.removeFirst() }
    let held = stored.reduce(onHandle.count) { $0 + $1.count }
    return try Problem(
      branches: branches, handle: handle, forwardCost: int(0...3), backwardCost: int(0...2),
      slots: one(in: 9) ? nil : held + int(0...3),
      situation: JoinSituation(
        branches: dues, handle: handleDue, storedOnBranches: stored, storedOnHandle: onHandle))
  }
}
