import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Chains whose steps differ: against the search, against the planner of uniform chains, and replayed.
@Suite(.slow) struct UnequalStepsTests {
  @Test func `states that differ in size are not planned as if they did not`() throws {
    let chain = Chain(
      length: 4, forwardCost: .each([5, 8, 30, 1]), stateSize: .each([4, 0, 1, 2, 0]))
    let problem = try Problem(chain: chain, levels: [Level(name: "memory", capacity: 6)])
    do throws(PlanningError) {
      expectReplays(try HRevolve.plan(problem))
    } catch {
      if case .unsuited = error { return }
      Issue.record("\(error)")
    }
  }

  @Test func `one level equals the search, free or not`() throws {
    var random = SeededGenerator(seed: 21)
    for length in 1...7 {
      for slots in 1...4 {
        for (write, read) in [(0, 0), (5, 0), (0, 4), (3, 2), (40, 40)] {
          let problem = try unequal(
            random.costs(length), random.costs(length + 1), levels((slots, write, read)))
          let schedule = try HRevolve.plan(problem)
          #expect(
            schedule.isOptimal && schedule.makespanUnits == ExhaustiveSearch(problem: problem).optimum(), "\(problem)")
          expectReplays(schedule)
        }
      }
    }
  }

  // Several seeds, so that they are run side by side: a search takes up to some seconds.
  @Test(arguments: [22, 122, 222, 322] as [UInt64])
  func `random platforms of up to three levels equal the search`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<trials(20, few: 4) {
      let platform = random.platform(hierarchical: .random(using: &random), maxSlots: 2, maxCost: 12)
      let length = Int.random(in: 1...5, using: &random)
      let problem = try unequal(random.costs(length), random.costs(length + 1), platform)
      guard let optimum = ExhaustiveSearch(problem: problem).optimum() else {
        #expect(throws: PlanningError.noSlot(length: length)) { try HRevolve.plan(problem) }
        continue
      }
      let schedule = try HRevolve.plan(problem)
      #expect(schedule.makespanUnits == optimum && schedule.isOptimal, "\(problem)")
      expectReplays(schedule)
    }
  }

  @Test func `the best found beyond the exact table is between its bound and what it replays`() throws {
    var random = SeededGenerator(seed: 23)
    for _ in 0..<300 {
      let platform = random.platform(hierarchical: .random(using: &random), maxSlots: 3, maxCost: 12)
      let length = Int.random(in: 2...20, using: &random)
      let problem = try unequal(random.costs(length), nil, platform).withFreeBackwardSteps()
      let usable = platform.enumerated().filter { $0.element.slots != 0 }
        .map { (index: $0.offset, level: $0.element) }
      guard case .each(let costs) = problem.chain.forwardCost, problem.chain.forwardCost.common == nil,
        !usable.isEmpty
      else { continue }
      let optimum = try HRevolve.plan(problem)
      let schedule = try ExactPlanning.unequalBestFound(problem, .hrevolve, costs, usable)
      expectReplays(optimum)
      expectReplays(schedule)
      #expect(try #require(schedule.lowerBoundUnits) <= optimum.makespanUnits, "\(problem)")
      #expect(optimum.isOptimal && schedule.makespanUnits >= optimum.makespanUnits, "\(problem)")
    }
  }

  @Test func `longer chains are replayed as announced`() throws {
    var random = SeededGenerator(seed: 24)
    let platforms = [
      levels((1, 0, 0)), levels((3, 0, 0)), levels((4, 7, 3)), levels((nil, 4, 4)), levels((60, 0, 0)),
      levels((2, 0, 0), (nil, 30, 20)), levels((2, 0, 0), (2, 9, 6), (3, 40, 30)), levels((2, 9, 1), (2, 1, 9)),
      levels((nil, 3, 3), (2, 3, 3), (1, 0, 5)),
    ]
    for platform in platforms {
      for length in [1, 2, 3, 10, 40, 61] {
        let problem = try unequal(random.costs(length), random.costs(length + 1), platform)
        let schedule = try HRevolve.plan(problem)
        #expect(schedule.isOptimal)
        expectReplays(schedule)
        let makespan = schedule.makespanUnits
        #expect(try ExactPlanning.best(for: problem, planner: .revolve).makespanUnits == makespan)
      }
    }
  }

  @Test func `a uniform chain through the tables over intervals costs what the uniform planner says`() throws {
    var random = SeededGenerator(seed: 25)
    for _ in 0..<200 {
      let platform = random.platform(hierarchical: true, maxSlots: 3)
      if platform.allSatisfy({ $0.slots == 0 }) { continue }
      let length = Int.random(in: 1...30, using: &random)
      let forward = Int.random(in: 0...6, using: &random)
      let costs = Array(repeating: forward, count: length)
      let optimum = try HRevolve.plan(try uniform(length, platform, forward: forward, backward: 0)).makespanUnits
      let vectors = try #require(try IntervalVectorTable(forwardCosts: costs, levels: platform))
      let tiers = try IntervalLevelTable(
        forwardCosts: costs,
        levels: platform.enumerated().map { (index: $0.offset, level: $0.element) }.sorted {
          ($0.level.writeCost, $0.level.readCost) < ($1.level.writeCost, $1.level.readCost)
        })
      #expect(Int(vectors.optimum) == optimum && Int(tiers.optimum) == optimum)
    }
  }

  @Test func `a uniform chain written out step by step is the same problem to every planner`() throws {
    for planner in Planner.ofStates {
      let platform =
        planner == .revolve ? levels((30, 0, 0)) : levels((30, 0, 0), (nil, 5, 4))
      let stated = try planner.schedule(for: try uniform(25, platform, forward: 3, backward: 2))
      let written = try planner.schedule(
        for: try unequal(Array(repeating: 3, count: 25), Array(repeating: 2, count: 26), platform))
      #expect(written.makespan == stated.makespan && written.isOptimal == stated.isOptimal)
      #expect(Array(written) == Array(stated))
    }
  }

  @Test func `backward steps that differ only add to the makespan, for every planner`() throws {
    var random = SeededGenerator(seed: 26)
    for planner in Planner.ofStates {
      let platform =
        planner == .revolve ? levels((30, 0, 0)) : levels((30, 0, 0), (nil, 5, 4))
      let backward = random.costs(26)
      let problem = try Problem(
        chain: Chain(length: 25, forwardCost: .uniform(3), backwardCost: .each(backward)), levels: platform)
      let schedule = try planner.schedule(for: problem)
      let free = try planner.schedule(for: try uniform(25, platform, forward: 3, backward: 0))
      #expect(schedule.makespanUnits == free.makespanUnits + backward.reduce(0, +), "\(planner)")
      expectReplays(schedule)
    }
  }

  @Test func `every planner takes steps that differ, and counts what they cost`() throws {
    var random = SeededGenerator(seed: 27)
    for planner in Planner.ofStates {
      for platform in [levels((30, 0, 0)), levels((30, 0, 0), (nil, 5, 4)), levels((3, 0, 0), (nil, 5, 4))] {
        if planner == .revolve && platform.count > 1 { continue }
        let problem = try unequal(random.costs(25), random.costs(26), platform)
        let optimum = try HRevolve.plan(problem)
        let schedule: Schedule
        switch Result(catching: { () throws(PlanningError) in try planner.schedule(for: problem) }) {
        case .success(let planned): schedule = planned
        case .failure(let error):
          // What refuses a platform refuses it whatever the steps cost.
          switch error {
          case .unsuited, .tooFewSlots: break
          default: throw error
          }
          #expect(throws: PlanningError.self) {
            try planner.schedule(for: problem.with(forwardCost: 3))
          }
          continue
        }
        expectReplays(schedule)
        #expect(schedule.makespanUnits >= optimum.makespanUnits, "\(planner)")
        #expect(schedule.lowerBoundUnits ?? 0 <= optimum.makespanUnits, "\(planner)")
        #expect(!schedule.isOptimal || schedule.makespanUnits == optimum.makespanUnits, "\(planner)")
      }
    }
  }

  @Test func `Revolve and Disk-Revolve plan unequal steps on their platforms`() throws {
    let costs = [3, 1, 4, 1, 5, 9, 2]
    let one = try unequal(costs, nil, levels((2, 0, 0)))
    let two = try unequal(costs, nil, levels((1, 0, 0), (nil, 3, 2)))
    #expect(try Revolve.plan(one).makespanUnits == ExhaustiveSearch(problem: one).optimum())
    #expect(try DiskRevolve.plan(two).makespanUnits == ExhaustiveSearch(problem: two).optimum())
    #expect(throws: PlanningError.self) { try Revolve.plan(two) }
    #expect(throws: PlanningError.noSlot(length: 7)) { try Revolve.plan(try unequal(costs, nil, levels((0, 0, 0)))) }
  }

  @Test func `costs at the edge of 64 bits are exact or an error`() throws {
    let big = Int.max / 8
    let problem = try unequal([big, big - 1, 0], [1, 2, 3, 4], levels((2, 0, 0)))
    let schedule = try HRevolve.plan(problem)
    #expect(schedule.makespanUnits == ExhaustiveSearch(problem: problem).optimum())
    expectReplays(schedule)
    #expect(throws: PlanningError.overflow(quantity: .makespan)) {
      try HRevolve.plan(try unequal([.max, 1], nil, levels((2, 0, 0))))
    }
    #expect(throws: PlanningError.overflow(quantity: .makespan)) {
      try HRevolve.plan(try unequal([1, 2], [.max, .max, 1], levels((2, 0, 0))))
    }
  }
}
