import Testing

@testable import AdjointSchedules

/// Planners that must agree, and engines that must give the very same schedule.
@Suite struct AgreementTests {
  @Test func `the closed form and the table give the same operations`() throws {
    for length in 1...70 {
      for slots in 1...9 {
        let problem = try uniform(length, levels((slots, 0, 0)), forward: 2)
        let table = try LevelTable(
          length: length, forwardCost: 2, backwardCost: 1, levels: [(index: 0, level: problem.levels[0])])
        let fromTable = Schedule(
          problem: problem, planner: .hrevolve, makespan: Int(table.optimum[length]), plan: table)
        let fromForm = try Revolve.plan(problem)
        #expect(fromForm.makespan == fromTable.makespan, "l = \(length), m = \(slots)")
        #expect(Array(fromForm) == Array(fromTable), "l = \(length), m = \(slots)")
      }
    }
  }

  @Test func `H-Revolve on one free level is Revolve`() throws {
    for length in [0, 1, 2, 7, 30, 200, 999] {
      for slots in [1, 2, 3, 10, 5000] {
        let problem = try uniform(length, levels((slots, 0, 0)))
        #expect(Array(try HRevolve.plan(problem)) == Array(try Revolve.plan(problem)), "l = \(length), m = \(slots)")
      }
    }
  }

  @Test func `a disk with as many slots as steps is an unlimited one`() throws {
    for length in [1, 2, 5, 40, 100, 300] {
      for slots in [0, 1, 3, 8] {
        let unlimited = try uniform(length, levels((slots, 0, 0), (nil, 5, 4)))
        let bounded = try uniform(length, levels((slots, 0, 0), (length, 5, 4)))
        let tight = try uniform(length, levels((slots, 0, 0), (max(1, length - 1), 5, 4)))
        let makespan = try DiskRevolve.plan(unlimited).makespan
        #expect(try HRevolve.plan(unlimited).makespan == makespan)
        #expect(try HRevolve.plan(bounded).makespan == makespan)
        // Even one slot less never binds here, and takes the way through the bounded rows.
        if length > 2 { #expect(try HRevolve.plan(tight).makespan == makespan, "l = \(length), m = \(slots)") }
      }
    }
  }

  @Test func `the order in which a hierarchical platform is given changes nothing but the indices`() throws {
    let fast = levels((2, 0, 0), (2, 4, 4), (2, 20, 10))
    let slowFirst = Array(fast.reversed())
    for length in [1, 10, 60, 200] {
      let a = try HRevolve.plan(try uniform(length, fast))
      let b = try HRevolve.plan(try uniform(length, slowFirst))
      #expect(a.makespan == b.makespan && b.isOptimal)
      expectReplays(b)
    }
  }

  @Test func `the vector recurrence equals the level recurrence on hierarchical platforms`() throws {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<300 {
      let platform = random.platform(hierarchical: true).filter { $0.slots != 0 }
      if platform.isEmpty { continue }
      let length = Int.random(in: 1...40, using: &random)
      let forward = Int.random(in: 0...5, using: &random)
      let levelTable = try LevelTable(
        length: length, forwardCost: forward, backwardCost: 2,
        levels: platform.enumerated().map { (index: $0.offset, level: $0.element) })
      let vectorTable = try #require(
        SlotVectorTable(length: length, forwardCost: forward, backwardCost: 2, levels: platform))
      #expect(
        vectorTable.optimum == levelTable.optimum[length], "l = \(length), uf = \(forward), \(platform)")
    }
  }
}
