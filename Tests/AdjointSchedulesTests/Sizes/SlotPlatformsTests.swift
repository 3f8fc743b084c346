import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Levels in bytes planned as slots: states that spill over, and fixed parts of shared capacities.
@Suite struct SlotPlatformsTests {
  /// Returns a chain of states of any sizes on two or three levels, some of which move by the byte, compress or share.
  private static func problem(_ random: inout SeededGenerator, length: ClosedRange<Int>) throws -> Problem {
    let length = Int.random(in: length, using: &random)
    let isEqual = Int.random(in: 0..<3, using: &random) == 0
    let sizes = isEqual ? Array(repeating: 4, count: length + 1) : random.sizes(length + 1)
    let forward = isEqual ? Array(repeating: 3, count: length) : random.costs(length)
    let needsRoom = Int.random(in: 0..<4, using: &random) == 0
    let chain = Chain(
      length: length, forwardCost: .each(forward), backwardCost: .uniform(0), stateSize: .each(sizes),
      forwardTemporary: needsRoom ? .uniform(2) : nil, backwardTemporary: needsRoom ? .uniform(3) : nil)
    let most = sizes.max() ?? 0
    var levels = [Level(name: "0", capacity: 3 + Int.random(in: most...4 * most, using: &random))]
    for index in 1...Int.random(in: 1...2, using: &random) {
      let (write, read) = (Int.random(in: 0...5, using: &random), Int.random(in: 0...5, using: &random))
      let bandwidth = Bool.random(using: &random) ? Int.random(in: 1...3, using: &random) : nil
      let factor: DecimalCost = Bool.random(using: &random) ? DecimalCost(5, fractionDigits: 1) : .one
      if Bool.random(using: &random) {
        levels.append(
          Level(
            name: "\(index)", sharesCapacityWith: 0, writeCost: write, readCost: read, writeBandwidth: bandwidth,
            readBandwidth: bandwidth, sizeFactor: factor))
      } else {
        levels.append(
          Level(
            name: "\(index)", capacity: Int.random(in: 0...6 * most, using: &random), writeCost: write, readCost: read,
            writeBandwidth: bandwidth, readBandwidth: bandwidth, sizeFactor: factor))
      }
    }
    return try Problem(chain: chain, levels: levels)
  }

  @Test func `schedules in slots replay on levels in bytes, with their makespan`() throws {
    var random = SeededGenerator(seed: 61)
    var (planned, spilled) = (0, 0)
    for _ in 0..<150 {
      let problem = try Self.problem(&random, length: 3...40)
      if !problem.countsBytes { continue }
      guard let schedule = try ExactPlanning.inSlots(problem, .hrevolve, 0) else { continue }
      expectReplays(schedule)
      planned += 1
      if schedule.plan is SpillingPlan { spilled += 1 }
    }
    #expect(planned > 80 && spilled > 30, "\(spilled) of \(planned)")
  }

  @Test func `no schedule in slots costs less than the optimum`() throws {
    var random = SeededGenerator(seed: 62)
    var compared = 0
    for _ in 0..<60 {
      let problem = try Self.problem(&random, length: 1...3)
      guard problem.countsBytes, problem.levels.count == 2,
        let schedule = try ExactPlanning.inSlots(problem, .hrevolve, 0)
      else { continue }
      let optimum = try #require(ExhaustiveSearch(problem: problem).optimum())
      #expect(schedule.makespanUnits >= optimum, "\(problem)")
      compared += 1
    }
    #expect(compared > 20)
  }

  @Test func `without room for a table, sizes are planned no worse than as if all were the largest`() throws {
    var random = SeededGenerator(seed: 63)
    for number in 0..<6 {
      let length = 60
      let sizes = (0...length).map { _ in Int.random(in: 100...900, using: &random) }
      let bandwidth = number % 2 == 0 ? 200 : nil
      let levels = [
        Level(name: "memory", capacity: 5000),
        Level(name: "disk", capacity: 20_000, writeCost: 1, writeBandwidth: bandwidth, readBandwidth: bandwidth),
      ]
      let steps = StepCost.each((0..<length).map { _ in Int.random(in: 1...50, using: &random) })
      let chain = Chain(length: length, forwardCost: steps, stateSize: .each(sizes))
      let alike = Chain(length: length, forwardCost: steps, stateSize: .uniform(sizes.max() ?? 0))
      let memory = PlanningMemory(limit: 1 << 18)
      try PlanningMemory.$current.withValue(memory) {
        let schedule = try Planner.hrevolve.schedule(for: Problem(chain: chain, levels: levels))
        let coarse = try Planner.hrevolve.schedule(for: Problem(chain: alike, levels: levels))
        expectReplays(schedule)
        #expect(schedule.makespanUnits <= coarse.makespanUnits)
      }
    }
  }

  @Test func `a shared capacity is planned no worse than in any two fixed parts, at any length`() throws {
    for length in [2_000_000, 1_000_000_000_000] {
      let chain = Chain(length: length, stateSize: .uniform(1024))
      let shared = [
        Level(name: "memory", capacity: 8192),
        Level(
          name: "compressed", sharesCapacityWith: 0, writeCost: 1, readCost: 1,
          sizeFactor: DecimalCost(25, fractionDigits: 2)),
      ]
      let schedule = try Planner.hrevolve.schedule(for: Problem(chain: chain, levels: shared))
      for part in 0...8 {
        let fixed = [
          Level(name: "memory", slots: part),
          Level(name: "compressed", slots: 4 * (8 - part), writeCost: 1, readCost: 1),
        ]
        let other = try Planner.hrevolve.schedule(for: Problem(chain: Chain(length: length), levels: fixed))
        #expect(schedule.makespanUnits <= other.makespanUnits)
      }
      #expect(try schedule.statistics().backwardSteps == length + 1)
    }
  }
}
