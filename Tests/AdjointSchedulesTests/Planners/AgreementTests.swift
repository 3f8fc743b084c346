import SeededRandom
import TestSupport
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

  @Test func `the level recurrence on one free level is Revolve`() throws {
    for slots in [1, 2, 3, 10] {
      let level = Level(name: "", slots: slots)
      let table = try LevelTable(
        length: 700, forwardCost: 3, backwardCost: 2, levels: [(index: 0, level: level)])
      for length in 0...700 {
        let problem = try uniform(length, [level], forward: 3, backward: 2)
        #expect(Int(table.optimum[length]) == (try Revolve.plan(problem).makespanUnits), "l = \(length), m = \(slots)")
      }
    }
  }

  @Test func `beside memory, a disk with one slot less than steps is an unlimited one`() throws {
    for (write, read) in [(5, 4), (0, 0), (30, 1), (0, 3)] {
      for memory in [1, 3, 8] {
        // The table fills bounded rows for the one and a single row that refers to itself for the other.
        for length in [3, 5, 40, 120] {
          let optima = try [nil, length - 1].map { slots in
            let levels = levels((memory, 0, 0), (slots, write, read)).enumerated().map {
              (index: $0.offset, level: $0.element)
            }
            return try LevelTable(length: length, forwardCost: 2, backwardCost: 1, levels: levels).optimum[length]
          }
          let problem = try uniform(length, levels((memory, 0, 0), (nil, write, read)), forward: 2)
          #expect(optima[0] == optima[1], "l = \(length), m = \(memory), w = \(write), r = \(read)")
          #expect(try DiskRevolve.plan(problem).makespanUnits == Int(optima[0]), "\(problem)")
        }
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
        try SlotVectorTable(length: length, forwardCost: forward, backwardCost: 2, levels: platform))
      #expect(
        vectorTable.optimum == levelTable.optimum[length], "l = \(length), uf = \(forward), \(platform)")
    }
  }
}
