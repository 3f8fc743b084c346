import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The rest of a reversal, planned from what is stored.
@Suite struct CompletionTests {
  @Test func `a situation is planned, replayed and searched from`() throws {
    let problem = try uniform(9, levels((2, 0, 0), (nil, 3, 1))).with(
      situation: Situation(due: 6, stored: [[], [0, 4]]))
    let schedule = try Planner.hrevolve.schedule(for: problem)
    #expect(schedule.makespanUnits == ExhaustiveSearch(problem: problem).optimum())
    #expect(schedule.isOptimal)
    expectReplays(schedule)
    #expect(Array(schedule).first == .read(level: 1, step: 4))
  }

  @Test func `completions equal the search from random situations`() throws {
    var random = SeededGenerator(seed: 17)
    var compared = 0
    while compared < trials(300, few: 20) {
      let steps = random.one(in: 2)
      let problem = try random.problem(unequal: steps)
      guard let problem = try random.situated(problem) else { continue }
      try expectOptimum(problem, .hrevolve)
      compared += 1
    }
  }

  @Test func `completions from tapes equal the search`() throws {
    var random = SeededGenerator(seed: 4)
    var compared = 0
    while compared < trials(150, few: 15) {
      let length = random.int(1...4)
      let chain = Chain(
        length: length, forwardCost: .each(random.costs(length)), tapes: Tapes(adjointCost: .each(random.costs(length)))
      )
      let platform = random.platform(hierarchical: true, maxLevels: 2, maxSlots: 4, maxCost: 6)
      guard let problem = try random.situated(try Problem(chain: chain, levels: platform)) else { continue }
      try expectOptimum(problem, .rotor)
      compared += 1
    }
  }

  private func expectOptimum(_ problem: Problem, _ planner: Planner) throws {
    let optimum = ExhaustiveSearch(problem: problem).optimum()
    do {
      let schedule = try planner.schedule(for: problem)
      expectReplays(schedule)
      // The search that proves has no place for x_l on a level. Where x_0 is in the buffer too, no other method may drop
      // x_l and keep x_0 in the buffer as well as on a level.
      let holdsLast = problem.situation?.stored.contains { $0.contains(problem.chain.length) } ?? false
      if holdsLast && problem.situation?.buffer != nil && !schedule.isOptimal {
        #expect(schedule.makespanUnits >= optimum ?? .max, "\(problem)")
      } else {
        #expect(schedule.makespanUnits == optimum, "\(problem)")
      }
      #expect(schedule.isOptimal || planner == .hrevolve && holdsLast)
    } catch {
      #expect(optimum == nil, "\(error) of \(problem)")
    }
  }

  @Test func `the tables of all segments agree, and are never below the search`() throws {
    var random = SeededGenerator(seed: 99)
    var compared = 0
    while compared < trials(200, few: 15) {
      guard let problem = try random.situated(try random.problem(unequal: false)),
        let due = problem.situation?.pruned.due,
        let forward = problem.chain.forwardCost.common
      else { continue }
      compared += 1
      let vector = try #require(try VectorPricer(problem, due: due, forwardCost: forward))
      let interval = try #require(try IntervalPricer(problem, due: due))
      let table = try CompletionTable(problem, due: due, vector)
      #expect(table?.cost == (try CompletionTable(problem, due: due, interval)?.cost), "\(problem)")
      if let revolve = RevolvePricer(problem, due: due, forwardCost: forward) {
        #expect(table?.cost == (try CompletionTable(problem, due: due, revolve)?.cost), "\(problem)")
      }
      let optimum = ExhaustiveSearch(problem: problem).optimum()
      // What no choice of states completes, the search may: it also drops states later.
      guard let table else { continue }
      let makespan = Int(table.cost + problem.backwardTotal(through: due))
      #expect(makespan >= optimum ?? .max)
      expectReplays(
        Schedule(
          problem: problem, planner: .hrevolve, makespan: makespan, caveat: .completion(isBest: true),
          plan: table.plan(problem, due: due, vector)))
    }
  }

  @Test func `segments planned one by one are never below the table, and the bounds never above the search`() throws {
    var random = SeededGenerator(seed: 5)
    var compared = 0
    while compared < trials(150, few: 15) {
      guard let problem = try random.situated(try random.problem(unequal: random.one(in: 2))),
        let due = problem.situation?.due
      else { continue }
      compared += 1
      let optimum = ExhaustiveSearch(problem: problem).optimum()
      if let optimum {
        #expect(try CompletionBound.best(problem, planner: .hrevolve) <= Int128(optimum), "\(problem)")
      }
      var search = CompletionSearch(problem, due: due, planner: .hrevolve)
      guard let (plan, cost) = try search.run() else { continue }
      #expect(Int(cost) >= optimum ?? .max, "\(problem)")
      expectReplays(
        Schedule(
          problem: problem, planner: .hrevolve, makespan: Int(cost), caveat: .completion(isBest: false), plan: plan))
    }
  }

  @Test func `segments planned one by one have no more bytes than there are`() throws {
    let problem = try Problem(
      chain: Chain(length: 60, stateSize: .uniform(10)),
      levels: [Level(name: "memory", capacity: 35), Level(name: "disk", capacity: 100, writeCost: 3, readCost: 2)]
    ).with(situation: Situation(due: 59, stored: [[], [0, 30]]))
    var search = CompletionSearch(problem, due: 59, planner: .hrevolve)
    let (plan, cost) = try #require(try search.run())
    expectReplays(
      Schedule(
        problem: problem, planner: .hrevolve, makespan: Int(cost), caveat: .completion(isBest: false), plan: plan))
  }

  @Test func `long chains are completed, and no schedule is below the bound`() throws {
    for (length, cut) in [
      (trials(300, few: 60), trials(200, few: 40)), (trials(3000, few: 150), trials(7000, few: 300)),
    ] {
      let problem = try uniform(length, levels((10, 0, 0), (10, 5, 5), (10, 20, 20)))
      let whole = try Planner.hrevolve.schedule(for: problem)
      for lost in [[], [0], [0, 1]] as [Set<Int>] {
        var recording = ScheduleRecording(problem, after: cut)
        for operation in whole { try recording.add(operation) }
        let rest = try recording.rest(losing: lost, remakesFirst: true)
        expectReplays(rest)
        let left = whole.makespanUnits - recording.costDone + recording.costAtRisk
        if lost.isEmpty && recording.isSafe { #expect(rest.makespanUnits <= left) }
        #expect(rest.makespanUnits >= whole.makespanUnits - recording.costDone)
      }
    }
  }

  @Test func `without loss the rest of an optimal schedule is optimal`() throws {
    let problem = try uniform(60, levels((4, 0, 0), (nil, 5, 4)))
    let whole = try Planner.hrevolve.schedule(for: problem)
    let count = try whole.statistics().operations
    for after in stride(from: 60, to: count - 1, by: 7) {
      var recording = ScheduleRecording(problem, after: after)
      for operation in whole { try recording.add(operation) }
      let rest = try recording.rest(remakesFirst: true)
      expectReplays(rest)
      if recording.isSafe {
        #expect(rest.isOptimal)
        #expect(rest.makespanUnits == whole.makespanUnits - recording.costDone)
      } else {
        #expect(rest.makespanUnits >= whole.makespanUnits - recording.costDone)
      }
    }
  }

  @Test func `from any situation with an overlapped level there is a schedule, or a refusal`() throws {
    var random = SeededGenerator(seed: 23)
    var (planned, refused) = (0, 0)
    while planned + refused < trials(400, few: 40) {
      let length = random.int(1...8)
      let chain =
        random.one(in: 3)
        ? Chain(length: length, forwardCost: .uniform(random.int(1...3)), tapes: Tapes(adjointCost: .uniform(2)))
        : Chain(length: length, forwardCost: .uniform(random.int(1...3)), backwardCost: .uniform(2))
      let disk = Level(
        name: "disk", slots: random.one(in: 2) ? nil : random.int(1...3), writeCost: random.int(0...5),
        readCost: random.int(0...5), isOverlapped: true)
      let memory = Level(name: "memory", slots: random.int(1...3))
      guard let problem = try random.situated(try Problem(chain: chain, levels: [memory, disk])) else { continue }
      do throws(PlanningError) {
        let schedule = try Planner.best(for: problem).schedule(for: problem)
        planned += 1
        var machine = ReplayMachine(problem: schedule.problem)
        for operation in schedule { #expect(throws: Never.self) { try machine.execute(operation) } }
        #expect(throws: Never.self) { try machine.finish() }
        #expect(machine.makespan == schedule.makespanUnits)
      } catch {
        refused += 1
        let holdsFirst = problem.situation?.stored.contains { $0.contains(0) } ?? false
        #expect(!holdsFirst || chain.tapes != nil || memory.slots == 1, "\(error) of \(problem)")
      }
    }
    #expect(planned > refused)
  }

  @Test func `a state that comes from an overlapped level needs room in memory`() throws {
    // Where x_0 has the only slot, x_3 cannot come there.
    let problem = try Problem(
      chain: Chain(length: 5),
      levels: [Level(name: "memory", slots: 1), Level(name: "disk", slots: nil, writeCost: 3, isOverlapped: true)]
    ).with(situation: Situation(due: 3, stored: [[0], [3]]))
    let schedule = try Planner.hrevolve.schedule(for: problem)
    var machine = ReplayMachine(problem: problem)
    for operation in schedule { try machine.execute(operation) }
    try machine.finish()
    #expect(machine.makespan == schedule.makespanUnits)
  }

  @Test func `overlapped levels and bytes are completed`() throws {
    let overlapped = try Problem(
      chain: Chain(length: 60, backwardCost: .uniform(2)),
      levels: [
        Level(name: "memory", slots: 6), Level(name: "disk", slots: nil, writeCost: 3, readCost: 3, isOverlapped: true),
      ])
    let sized = try Problem(
      chain: Chain(length: 40, stateSize: .each((0...40).map { 1 + $0 % 3 })),
      levels: [Level(name: "memory", capacity: 9), Level(name: "disk", capacity: 60, writeCost: 4, readCost: 2)])
    for problem in [overlapped, sized] {
      let whole = try Planner.hrevolve.schedule(for: problem)
      let count = try whole.statistics().operations
      for after in stride(from: count / 3, to: count - 2, by: count / trials(5, few: 2)) {
        for lost in [[], [0]] as [Set<Int>] {
          var recording = ScheduleRecording(problem, after: after)
          for operation in whole { try recording.add(operation) }
          if recording.situation == nil { continue }
          let rest = try recording.rest(losing: lost, remakesFirst: true)
          var machine = ReplayMachine(problem: rest.problem)
          for operation in rest { try machine.execute(operation) }
          try machine.finish()
          #expect(machine.makespan == rest.makespanUnits)
        }
      }
    }
  }
}

extension SeededGenerator {
  /// Returns a problem that the exhaustive search answers in a moment.
  fileprivate mutating func problem(unequal: Bool) throws -> Problem {
    let length = int(0...(one(in: 8) ? 7 : 5))
    let platform = platform(hierarchical: one(in: 2), maxLevels: 2, maxSlots: 3, maxCost: 6)
    let backward = int(0...3)
    return try Problem(
      chain: Chain(
        length: length, forwardCost: unequal ? .each(costs(length, upTo: 5)) : .uniform(int(1...4)),
        backwardCost: .uniform(backward)), levels: platform)
  }

  /// Returns the problem beginning in a random situation, or nil if that one is none.
  fileprivate mutating func situated(_ problem: Problem) throws -> Problem? {
    let chain = problem.chain
    if chain.backwardSteps == 0 { return nil }
    let due = int(0...chain.backwardSteps - 1)
    var stored: [[Int]] = []
    var tapes: [[Int]] = []
    var taped: Set<Int> = []
    for level in problem.levels {
      var room = level.slots ?? 3
      var states: Set<Int> = []
      var own: [Int] = []
      for _ in 0..<int(0...3) where room > 0 {
        if chain.tapes != nil && one(in: 2) {
          let tape = int(0...due)
          if !taped.insert(tape).inserted { continue }
          own.append(tape)
          room -= 1
        } else if states.insert(one(in: 2) ? 0 : int(0...chain.length)).inserted {
          room -= 1
        }
      }
      stored.append(Array(states))
      tapes.append(own)
    }
    let buffer = one(in: 4) ? 0 : nil
    return try? problem.with(situation: Situation(due: due, stored: stored, tapes: tapes, buffer: buffer))
  }
}
