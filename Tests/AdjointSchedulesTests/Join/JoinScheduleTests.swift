import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The planner of joins against optima from outside, against the search, and on the machine.
@Suite struct JoinScheduleTests {
  private struct Line: Decodable {
    var branches: [Int]
    var handle: Int
    var slots: Int
    var forward: Int
    var backward: Int
    var optimum: Int?
  }

  /// Requires the optimum, or the error of too few slots where there is none.
  private func expect(_ optimum: Int?, of problem: Problem) throws {
    guard let optimum else {
      let needed = try #require(problem.junction).neededSlots
      #expect(
        throws: PlanningError.tooFewSlotsToJoin(needed: needed, available: problem.levels[0].slots ?? .max)
      ) {
        try Join.plan(problem)
      }
      return
    }
    let schedule = try Join.plan(problem)
    #expect(schedule.makespanUnits == optimum, "\(problem)")
    expectReplays(schedule)
  }

  @Test func `every reference optimum is attained`() throws {
    let lines: [Line] = try referenceLines("optimum-join")
    #expect(lines.count == 60)
    for line in lines {
      let problem = try Problem(
        branches: line.branches, handle: line.handle, forwardCost: line.forward, backwardCost: line.backward,
        slots: line.slots)
      try expect(line.optimum, of: problem)
    }
  }

  @Test func `the planner equals the search on random small joins of one to three branches`() throws {
    var random = SeededGenerator(seed: 17)
    for _ in 0..<120 {
      let count = Int.random(in: 1...3, using: &random)
      let longest = [8, 4, 2][count - 1]
      let problem = try Problem(
        branches: (0..<count).map { _ in .random(in: 1...longest, using: &random) },
        handle: .random(in: 0...(count == 3 ? 1 : 3), using: &random),
        forwardCost: .random(in: 0...3, using: &random), backwardCost: .random(in: 0...3, using: &random),
        slots: .random(in: 2 * count - 1...2 * count + 3, using: &random))
      try expect(ExhaustiveSearch(problem: problem).optimum(), of: problem)
    }
  }

  @Test func `one branch with a long handle, and two with none, equal the search`() throws {
    for (branches, handle) in [([2], 10), ([1], 9), ([5, 5], 0), ([6, 1], 0), ([1, 1, 1], 3)] {
      for slots in 2 * branches.count...2 * branches.count + 3 {
        let problem = try Problem(branches: branches, handle: handle, slots: slots)
        try expect(ExhaustiveSearch(problem: problem).optimum(), of: problem)
      }
    }
  }

  @Test func `every schedule does what it announces`() throws {
    for branches in [
      [1], [2], [7], [20], [1, 1], [1, 9], [9, 1], [6, 6], [12, 5], [1, 1, 1], [4, 3, 5], [2, 2, 2, 2],
    ] {
      for handle in [0, 1, 2, 9, 30] {
        let needed = 2 * branches.count + min(handle, 1)
        for slots in [needed, needed + 1, needed + 2, needed + 5, needed + 40] {
          for (forward, backward) in [(1, 1), (0, 2), (3, 0)] {
            expectReplays(
              try Join.plan(
                Problem(
                  branches: branches, handle: handle, forwardCost: forward, backwardCost: backward, slots: slots)))
          }
        }
      }
    }
  }

  @Test func `with a slot for every state each step runs once`() throws {
    for slots in [100, nil] {
      let schedule = try Join.plan(Problem(branches: [10, 12, 5], handle: 7, slots: slots))
      #expect(schedule.makespanUnits == 10 + 12 + 5 + 7 + 10 + 12 + 5 + 8)
      #expect(try schedule.statistics().maxStepRuns == 1)
      expectReplays(schedule)
    }
  }

  @Test func `more slots never cost more, and the order of the branches does not matter`() throws {
    var before = Int.max
    for slots in 7...30 {
      let problem = try Problem(branches: [9, 4, 6], handle: 12, slots: slots)
      let makespan = try Join.plan(problem).makespanUnits
      #expect(makespan <= before)
      before = makespan
      #expect(
        try Join.plan(Problem(branches: [4, 6, 9], handle: 12, slots: slots)).makespanUnits == makespan)
    }
  }

  @Test func `a handle of any length is planned in closed form`() throws {
    let problem = try Problem(branches: [3, 4], handle: 1_000_000_000_000, slots: 30)
    // Two slots for each branch: one more for the handle is worth more than any for a branch.
    let handle = try Revolve.plan(uniform(1_000_000_000_000, levels((26, 0, 0)))).makespanUnits
    let schedule = try Join.plan(problem)
    #expect(schedule.makespanUnits > handle && schedule.makespanUnits < handle + 1000)
  }

  @Test func `a schedule iterated twice is the same twice`() throws {
    let schedule = try Join.plan(Problem(branches: [9, 4], handle: 3, slots: 6))
    #expect(Array(schedule) == Array(schedule))
  }

  @Test func `what has no schedule, is too large or does not fit is an error`() throws {
    #expect(throws: PlanningError.tooFewSlotsToJoin(needed: 5, available: 4)) {
      try Join.plan(Problem(branches: [3, 2], handle: 1, slots: 4))
    }
    let huge = 1_000_000_000_000_000_000
    #expect(throws: PlanningError.overflow(quantity: .makespan)) {
      try Join.plan(Problem(branches: [huge, huge, huge], handle: huge, backwardCost: 3, slots: nil))
    }
    #expect(
      throws: ProblemError(field: .branches, reason: .tooManySteps(limit: 4_611_686_018_427_386_903))
    ) { try Problem(branches: Array(repeating: huge, count: 30), handle: 0, slots: nil) }
    #expect(throws: PlanningError.overflow(quantity: .makespan)) {
      try Join.plan(Problem(branches: [3], handle: 0, forwardCost: .max / 2, slots: 2))
    }
    #expect(throws: ProblemError(field: .branchLength(1), reason: .outside(1...1_000_000_000_000_000_000))) {
      try Problem(branches: [1, 0], handle: 0, slots: 9)
    }
  }
}
