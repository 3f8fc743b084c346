import TestSupport
import Testing

@testable import AdjointSchedules

/// The planners and searches against optima that programs outside this project found by exhaustive search.
@Suite(.slow) struct ReferenceOptimaTests {
  private struct UnequalLine: Decodable {
    var forward: [Int]
    var backward: [Int]
    var levels: [ReferenceLine.Platform]
    var optimum: Int
  }

  private struct SizesLine: Decodable {
    var forward: [Int]
    var backward: [Int]
    var sizes: [Int]
    var capacity: Int
    var persistentOptimum: Int?
    var optimum: Int?
  }

  /// Levels in bytes, transfers that may cost by the byte.
  private struct ByteLine: Decodable {
    struct Platform: Decodable {
      var capacity: Int
      var write: Int
      var read: Int
      var writePerByte: Int
      var readPerByte: Int
    }
    var forward: [Int]
    var backward: [Int]?
    var adjoint: [Int]?
    var stateSize: [Int]
    var tapeSize: [Int]?
    var levels: [Platform]
    var optimum: Int

    func problem() throws -> Problem {
      try Problem(
        chain: Chain(
          length: forward.count, forwardCost: .each(forward), backwardCost: backward.map(StepCost.each) ?? .uniform(1),
          stateSize: .each(stateSize),
          tapes: tapeSize.map { Tapes(size: .each($0), adjointCost: .each(adjoint ?? [])) }),
        levels: levels.enumerated().map { index, level in
          Level(
            name: "\(index)", capacity: level.capacity, writeCost: level.write, readCost: level.read,
            writeBandwidth: level.writePerByte > 0 ? 1 / level.writePerByte : nil,
            readBandwidth: level.readPerByte > 0 ? 1 / level.readPerByte : nil)
        })
    }
  }

  @Test(arguments: [("optimum-hierarchical", 160), ("optimum-any-platform", 60)])
  func `H-Revolve attains every reference optimum`(name: String, count: Int) throws {
    let lines: [ReferenceLine] = try referenceLines(name)
    #expect(lines.count == count)
    for line in lines {
      let problem = try line.problem()
      let schedule = try HRevolve.plan(problem)
      #expect(schedule.makespanUnits == line.optimum && schedule.isOptimal, "\(problem)")
      expectReplays(schedule)
    }
  }

  @Test func `H-Revolve attains every reference optimum of unequal steps`() throws {
    let lines: [UnequalLine] = try referenceLines("optimum-unequal-steps")
    #expect(lines.count == 80)
    for line in lines {
      let problem = try unequal(line.forward, line.backward, ReferenceLine.levels(line.levels))
      let schedule = try HRevolve.plan(problem)
      #expect(schedule.makespanUnits == line.optimum && schedule.isOptimal, "\(problem)")
      expectReplays(schedule)
    }
  }

  @Test func `the search over bytes attains every reference optimum of states that differ in size`() throws {
    let lines: [SizesLine] = try referenceLines("optimum-sizes")
    #expect(lines.count == 80)
    for line in lines {
      let problem = try problem(line)
      #expect(ExhaustiveSearch(problem: problem).optimum() == line.optimum, "\(problem)")
    }
  }

  @Test func `H-Revolve attains every optimum of states that differ in size, or says that it may not`() throws {
    let lines: [SizesLine] = try referenceLines("optimum-sizes")
    var proven = 0
    for line in lines {
      let problem = try problem(line)
      guard let persistent = line.persistentOptimum, let optimum = line.optimum else {
        #expect(line.persistentOptimum == nil && line.optimum == nil)
        #expect(throws: PlanningError.self) { try HRevolve.plan(problem) }
        continue
      }
      let schedule = try HRevolve.plan(problem)
      #expect(schedule.makespanUnits <= persistent && (schedule.lowerBoundUnits ?? 0) <= optimum, "\(problem)")
      #expect(!schedule.isOptimal || schedule.makespanUnits == optimum, "\(problem)")
      expectReplays(schedule)
      proven += schedule.isOptimal ? 1 : 0
    }
    #expect(proven * 10 > lines.count * 9)
  }

  @Test(arguments: [("optimum-tapes-levels", Planner.rotor), ("optimum-sizes-per-byte", .hrevolve)])
  func `every reference optimum on levels in bytes is attained and proven`(name: String, planner: Planner) throws {
    let lines: [ByteLine] = try referenceLines(name)
    #expect(lines.count == 60)
    for line in lines {
      let problem = try line.problem()
      let schedule = try planner.schedule(for: problem)
      #expect(schedule.makespanUnits == line.optimum && schedule.isOptimal, "\(problem)")
      expectReplays(schedule)
    }
  }

  @Test(arguments: ["optimum-sizes-per-byte", "optimum-tapes-levels"])
  func `both searches attain every optimum of transfers by the byte`(name: String) throws {
    let lines: [ByteLine] = try referenceLines(name)
    #expect(lines.count == 60)
    for (number, line) in lines.enumerated() {
      let problem = try line.problem()
      // The other search takes seconds for each of the longer ones.
      if problem.chain.length < 4 || problem.chain.length == 4 && number % 3 == 0 {
        #expect(ExhaustiveSearch(problem: problem).optimum() == line.optimum, "\(name) \(number)")
      }
      let search = try #require(BestFirstSearch(problem))
      guard case .found(let makespan, let operations) = search.search(below: .max, effort: .max) else {
        Issue.record("\(name) \(number) has a schedule")
        continue
      }
      #expect(makespan == line.optimum, "\(name) \(number)")
      var machine = ReplayMachine(problem: problem)
      for operation in operations { try machine.execute(operation) }
      try machine.finish()
      #expect(machine.makespan == makespan, "\(name) \(number)")
    }
  }

  private func problem(_ line: SizesLine) throws -> Problem {
    try Problem(
      chain: Chain(
        length: line.forward.count, forwardCost: .each(line.forward), backwardCost: .each(line.backward),
        stateSize: .each(line.sizes)), levels: [Level(name: "memory", capacity: line.capacity)])
  }
}
