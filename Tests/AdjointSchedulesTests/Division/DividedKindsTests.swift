import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Divisions of chains with tapes, of what is left of a reversal, and on overlapped levels.
@Suite struct DividedKindsTests {
  /// Compares divisions of random problems with the search; returns how many were compared, and how many have as few jobs.
  private func compare(
    _ count: Int, seed: UInt64, complete: Bool, _ problem: (inout SeededGenerator) throws -> Problem
  ) throws -> (compared: Int, equal: Int) {
    var random = SeededGenerator(seed: seed)
    var (compared, equal) = (0, 0)
    var tried = 0
    while compared < count && tried < 20 * count {
      tried += 1
      let problem = try problem(&random)
      let (limit, restart) = (random.int(6...24), random.int(0...3))
      let best = DividedSearch(problem, limit: limit, restart: restart, lost: 0).best()
      do {
        let division = try JobDivision(problem, limit: limit, restartCost: restart)
        try expectLegs(division, limit: limit, restart: restart, lost: [0])
        let best = try #require(best, "\(problem) \(limit) \(restart)")
        #expect(best <= (division.legs.count, division.time), "\(problem) \(limit) \(restart)")
        #expect(division.fewestJobs <= best.jobs)
        if best.jobs == division.legs.count { equal += 1 }
        compared += 1
      } catch let error as PlanningError {
        if complete { #expect(best == nil, "\(error): \(problem) \(limit) \(restart)") }
        if case .jobTooShort(_, let least) = error {
          let division = try JobDivision(problem, limit: least, restartCost: restart)
          try expectLegs(division, limit: least, restart: restart, lost: [0])
        }
      }
    }
    return (compared, equal)
  }

  @Test func `divisions of tapes are never below the search over all states and jobs`() throws {
    let (compared, equal) = try compare(trials(15, few: 6), seed: 7, complete: false) { random in
      try Problem(
        chain: Chain(
          length: random.int(1...3), forwardCost: .uniform(random.int(1...2)),
          tapes: Tapes(adjointCost: .uniform(random.int(1...2)))),
        levels: levels((random.int(1...3), 0, 0), (nil, random.int(0...3), random.int(0...2))))
    }
    #expect(compared >= trials(12, few: 6) && equal * 10 >= compared * 9, "\(equal) of \(compared)")
  }

  @Test func `divisions of what is left are never below the search over all states and jobs`() throws {
    let (compared, equal) = try compare(trials(40, few: 6), seed: 9, complete: true) { random in
      let length = random.int(1...4)
      let due = random.int(0...length)
      var states = (0...max(0, min(due, length - 1))).filter { _ in random.one(in: 2) }
      let remakes = random.one(in: 3)
      states.removeAll { $0 == 0 }
      if !remakes { states.insert(0, at: 0) }
      let memory = random.int(0...2)
      let held = memory > 0 && random.one(in: 3) && due > 0 ? [random.int(1...due)] : []
      return try Problem(
        chain: Chain(
          length: length, forwardCost: .uniform(random.int(1...2)), backwardCost: .uniform(random.int(1...2))),
        levels: levels((memory, 0, 0), (nil, random.int(0...3), random.int(0...2))),
        situation: Situation(due: due, stored: [held, states], buffer: remakes ? 0 : nil))
    }
    // What the lost levels hold at the beginning is not used.
    #expect(compared >= trials(12, few: 6) && equal * 10 >= compared * 7, "\(equal) of \(compared)")
  }

  @Test func `what is left of a long leg is divided anew`() throws {
    let problem = try uniform(400, levels((5, 0, 0), (nil, 5, 4)))
    let division = try JobDivision(problem, limit: 400, restartCost: 10)
    var recording = ScheduleRecording(division.legs[1].problem, after: 200)
    for operation in division.legs[1].operations { try recording.add(operation) }
    let left = try #require(recording.situation?.losing([0]))
    let rest = try problem.with(situation: left)
    for limit in [100, 300, 600, 5000] {
      let again = try JobDivision(rest, limit: limit, restartCost: 10)
      try expectLegs(again, limit: limit, restart: 10, lost: [0])
      #expect(again.legs[0].problem.situation == left)
      #expect((again.legs.count == 1) == (limit >= again.uninterrupted ?? 0))
    }
    // The states on the disk are few here: others are stored beside them.
    let few = try problem.with(situation: Situation(due: 390, stored: [[], [0, 7, 200]]))
    for limit in [230, 300, 900] {
      let division = try JobDivision(few, limit: limit, restartCost: 10)
      try expectLegs(division, limit: limit, restart: 10, lost: [0])
    }
    #expect(throws: PlanningError.nothingToStartFrom(due: 50)) {
      try JobDivision(problem.with(situation: Situation(due: 50, stored: [[], [7]])), limit: 50)
    }
  }

  @Test func `short chains are divided in the room beside what is kept`() throws {
    let overlapped = try Problem(
      chain: Chain(length: 8),
      levels: [
        Level(name: "memory", slots: 3), Level(name: "disk", slots: 6, writeCost: 2, readCost: 1, isOverlapped: true),
      ])
    let slots = try Problem(
      chain: Chain(length: 6, forwardCost: .each([1, 2, 1, 3, 1, 1]), tapes: Tapes(adjointCost: .uniform(2))),
      levels: levels((3, 0, 0), (4, 1, 1)))
    for (problem, limits) in [(overlapped, [14, 20, 90]), (slots, [14, 25, 90])] {
      var jobs: [Int] = []
      for limit in limits {
        let division = try JobDivision(problem, limit: limit, restartCost: 1)
        try expectLegs(division, limit: limit, restart: 1, lost: [0])
        jobs.append(division.legs.count)
      }
      #expect(jobs == jobs.sorted(by: >) && jobs.last == 1 && (jobs.first ?? 0) > 1, "\(jobs)")
    }
  }

  @Test func `a part whose plan breaks a rule is none`() throws {
    let problem = try Problem(
      chain: Chain(length: 3),
      levels: [Level(name: "memory", slots: 1), Level(name: "disk", slots: 1, writeCost: 1, isOverlapped: true)])
    var run = DivisionReplay(problem)
    #expect(try run.execute(.write(level: 0, step: 0)))
    #expect(try !run.execute(.write(level: 0, step: 0)))
    let segments = DivisionSegments(problem, losing: [0], planner: .hrevolve)
    #expect(try segments.planned(0, 3, levels((0, 0, 0)))?.makespan == nil)
  }

  @Test(.slow) func `legs of tapes fit and follow one another, in slots and in bytes`() throws {
    let slots = try Problem(
      chain: Chain(
        length: 30, forwardCost: .each((0..<30).map { 1 + $0 % 3 }), tapes: Tapes(adjointCost: .uniform(2))),
      levels: levels((6, 0, 0), (nil, 3, 3)))
    let bytes = try Problem(
      chain: Chain(
        length: 24, stateSize: .uniform(2), tapes: Tapes(size: .uniform(7), adjointCost: .uniform(2))),
      levels: [
        Level(name: "gpu", capacity: 40), Level(name: "host", capacity: 30, writeCost: 2, readCost: 2),
      ])
    for problem in [slots, bytes] {
      for limit in [60, 100, 2000] {
        let division = try JobDivision(problem, limit: limit, restartCost: 5)
        try expectLegs(division, limit: limit, restart: 5, lost: [0])
      }
    }
    let kills = try JobDivision(slots, limit: 80, failures: FailureModel(meanTime: 1 << 60, saveCost: 0))
    #expect(try #require(kills.forecast).expectedTime == kills.time)
    // A tape and the state before it need two slots.
    let one = try Problem(
      chain: Chain(length: 5, tapes: Tapes(adjointCost: .uniform(1))), levels: levels((0, 0, 0), (1, 1, 1)))
    #expect(throws: PlanningError.self) { try JobDivision(one, limit: 9) }
  }

  @Test(.slow)
  func `legs on overlapped levels fit, follow one another, and are as few as with transfers that block`() throws {
    for (slots, write, read) in [(4, 3, 2), (3, 6, 6)] {
      func problem(overlapped: Bool) throws -> Problem {
        try Problem(
          chain: Chain(length: 40, backwardCost: .uniform(2)),
          levels: [
            Level(name: "memory", slots: slots),
            Level(name: "disk", slots: nil, writeCost: write, readCost: read, isOverlapped: overlapped),
          ])
      }
      for limit in [90, 140] {
        let division = try JobDivision(try problem(overlapped: true), limit: limit, restartCost: 10)
        try expectLegs(division, limit: limit, restart: 10, lost: [0])
        let blocking = try JobDivision(try problem(overlapped: false), limit: limit, restartCost: 10)
        #expect(division.legs.count <= blocking.legs.count)
      }
    }
    let tapes = try Problem(
      chain: Chain(length: 24, tapes: Tapes(adjointCost: .uniform(2))),
      levels: [
        Level(name: "gpu", slots: 6), Level(name: "host", slots: 40, writeCost: 2, readCost: 2, isOverlapped: true),
      ])
    for limit in [50] {
      try expectLegs(try JobDivision(tapes, limit: limit, restartCost: 5), limit: limit, restart: 5, lost: [0])
    }
    #expect(throws: PlanningError.unsuited(planner: .rotor, .killsWithoutOverlap)) {
      try JobDivision(tapes, limit: 90, failures: FailureModel(meanTime: 100))
    }
  }
}
