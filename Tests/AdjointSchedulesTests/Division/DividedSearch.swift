import TestSupport
import Testing

@testable import AdjointSchedules

/// Replays every leg, and requires that it fits its job and ends where the next begins.
func expectLegs(_ division: JobDivision, limit: Int, restart: Int, lost: Set<Int>) throws {
  var total = 0
  for (number, leg) in division.legs.enumerated() {
    var machine = ReplayMachine(problem: leg.problem)
    // With overlapped transfers a job ends when all of them have ended.
    var last = 0
    for operation in leg.operations {
      try machine.execute(operation)
      last = max(last, machine.lastSpan?.end ?? machine.makespan)
    }
    #expect(machine.makespan == leg.makespan)
    let isWhole = division.legs.count == 1
    #expect(leg.time == (isWhole ? machine.makespan : last) + (number == 0 ? 0 : restart) && leg.time <= limit)
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

/// The fewest jobs and then the least total time, by a search over all states of the machine and times within a job.
struct DividedSearch {
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
    let start = search.start
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
      next.tapes[lost] = 0
      if restart <= limit { open.push(Label(machine: next, time: restart), priority: cost + job + restart) }
    }
    return nil
  }
}
