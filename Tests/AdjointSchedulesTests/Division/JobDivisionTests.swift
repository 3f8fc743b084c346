import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Reversals divided over jobs.
@Suite struct JobDivisionTests {
  /// Replays every leg, and requires that it fits its job and ends where the next begins.
  private func expectLegs(_ division: JobDivision, limit: Int, restart: Int, lost: Set<Int>) throws {
    var total = 0
    for (number, leg) in division.legs.enumerated() {
      var machine = ReplayMachine(problem: leg.problem)
      for operation in leg.operations { try machine.execute(operation) }
      #expect(machine.makespan == leg.makespan)
      #expect(leg.time == leg.makespan + (number == 0 ? 0 : restart) && leg.time <= limit)
      #expect(machine.situation == leg.end)
      #expect(try leg.statistics() == machine.statistics)
      if let end = leg.end {
        #expect(division.legs[number + 1].problem.situation == end.losing(lost))
      } else {
        try machine.finish()
        #expect(number + 1 == division.legs.count && machine.storedStates.allSatisfy { $0 == 0 })
      }
      total += leg.time
    }
    #expect(total == division.time && division.fewestJobs <= division.legs.count)
  }

  @Test func `legs fit, follow one another and reverse the chain`() throws {
    let problem = try uniform(300, levels((5, 0, 0), (nil, 5, 4)))
    for limit in [60, 200, 500, 900, 2000] {
      let division = try JobDivision(problem, limit: limit, restartCost: 10)
      try expectLegs(division, limit: limit, restart: 10, lost: [0])
      if limit == 2000 { #expect(division.legs.count == 1 && division.time == division.uninterrupted) }
      if let rule = division.onePartPerJob {
        #expect((division.legs.count, division.time) <= (rule.jobs, rule.time))
      }
    }
    let unequal = try Problem(
      chain: Chain(length: 60, forwardCost: .each((0..<60).map { 1 + $0 * 7 % 5 })),
      levels: levels((4, 0, 0), (20, 3, 2)))
    try expectLegs(try JobDivision(unequal, limit: 90, restartCost: 5), limit: 90, restart: 5, lost: [0])
    let alone = try uniform(40, levels((nil, 2, 1)))
    try expectLegs(try JobDivision(alone, limit: 30, restartCost: 3, losing: []), limit: 30, restart: 3, lost: [])
  }

  @Test func `a limit that is too short names one that works`() throws {
    let problem = try uniform(100, levels((5, 0, 0), (4, 5, 4)))
    var least = 0
    do throws(PlanningError) {
      _ = try JobDivision(problem, limit: 12, restartCost: 10)
      Issue.record("jobs of 12 are too short")
    } catch {
      if case .jobTooShort(_, let needed) = error { least = needed }
    }
    #expect(least > 12)
    try expectLegs(try JobDivision(problem, limit: least, restartCost: 10), limit: least, restart: 10, lost: [0])
    #expect(throws: PlanningError.nothingLasts) { try JobDivision(problem, limit: 100, losing: [0, 1]) }
    #expect(try JobDivision(problem, limit: 10_000, losing: [0, 1]).legs.count == 1)
  }

  @Test func `divisions are never below the search over all states and jobs`() throws {
    var random = SeededGenerator(seed: 24)
    var (compared, equal) = (0, 0)
    while compared < trials(60, few: 12) {
      let disk: Int? = random.one(in: 2) ? nil : random.int(1...3)
      let problem = try uniform(
        random.int(1...4), levels((random.int(0...2), 0, 0), (disk, random.int(0...3), random.int(0...2))),
        forward: random.int(1...2), backward: random.int(1...2))
      let (limit, restart) = (random.int(6...20), random.int(0...3))
      let best = DividedSearch(problem, limit: limit, restart: restart, lost: 0).best()
      do {
        let division = try JobDivision(problem, limit: limit, restartCost: restart)
        try expectLegs(division, limit: limit, restart: restart, lost: [0])
        let best = try #require(best)
        #expect(best <= (division.legs.count, division.time), "\(problem) \(limit) \(restart)")
        #expect(division.fewestJobs <= best.jobs)
        if best.jobs == division.legs.count { equal += 1 }
        compared += 1
      } catch let error as PlanningError {
        if disk == nil { #expect(best == nil, "\(error): \(problem) \(limit) \(restart)") }
      }
    }
    // With little room, a state may be kept further and further on, and stored again.
    #expect(equal * 10 >= compared * 9, "\(equal) of \(compared)")
  }
}

/// The fewest jobs and then the least total time, by a search over all states of the machine and times within a job.
private struct DividedSearch {
  private struct Label: Hashable {
    var machine: ExhaustiveSearch.Machine
    var time: Int
  }

  let search: ExhaustiveSearch
  let problem: Problem
  let limit: Int
  let restart: Int
  let lost: Int

  init(_ problem: Problem, limit: Int, restart: Int, lost: Int) {
    search = ExhaustiveSearch(problem: problem)
    (self.problem, self.limit, self.restart, self.lost) = (problem, limit, restart, lost)
  }

  func best() -> (jobs: Int, time: Int)? {
    let start = ExhaustiveSearch.Machine(
      stored: .init(count: problem.levels.count), tapes: .init(count: problem.levels.count), buffer: 0,
      due: problem.chain.backwardSteps - 1, branches: [])
    // Jobs count more than any time.
    let job = 1 << 20
    var open = PriorityQueue<Label, Int>()
    var settled: Set<Label> = []
    open.push(Label(machine: start, time: 0), priority: job)
    while let (label, cost) = open.pop() {
      guard settled.insert(label).inserted else { continue }
      if search.isDone(label.machine) { return (cost / job, cost % job) }
      for (next, price) in search.successors(of: label.machine) where label.time + price <= limit {
        open.push(Label(machine: next, time: label.time + price), priority: cost + price)
      }
      var next = label.machine
      next.buffer = -1
      next.stored[lost] = 0
      if restart <= limit { open.push(Label(machine: next, time: restart), priority: cost + job + restart) }
    }
    return nil
  }
}
