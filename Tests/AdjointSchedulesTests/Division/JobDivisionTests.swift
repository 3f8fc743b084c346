import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Reversals divided over jobs.
@Suite struct JobDivisionTests {
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
    while compared < trials(30, few: 12) {
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
