import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct MultiResolutionTableTests {
  /// Returns the schedule that a table finds of a chain whose backward steps cost nothing.
  private func schedule(_ costs: [Int], _ platform: [Level], width: Int) throws -> Schedule {
    let problem = try unequal(costs, nil, platform).withFreeBackwardSteps()
    let table = try MultiResolutionTable(forwardCosts: costs, levels: problem.usableLevels, width: width)
    let tree = try table.tree()
    let cost = tree.cost(CostSums(.each(costs)), on: platform)
    return Schedule(
      problem: problem, planner: .hrevolve, makespan: try cost.asMakespan(), lowerBound: 0, caveat: .searchEnded,
      plan: tree)
  }

  @Test func `a grid as wide as the chain is the table over all intervals, a narrower one is valid`()
    throws
  {
    var random = SeededGenerator(seed: 71)
    for _ in 0..<40 {
      let platform = random.platform(hierarchical: true, maxSlots: 5).filter { $0.slots != 0 }
      if platform.isEmpty { continue }
      let costs = random.costs(Int.random(in: 1...40, using: &random))
      let entries = platform.enumerated().map { (index: $0.offset, level: $0.element) }
      let exact = try Int(IntervalLevelTable(forwardCosts: costs, levels: entries).optimum)
      for width in [4, 8, 16, 64] {
        let schedule = try schedule(costs, platform, width: width)
        expectReplays(schedule)
        #expect(schedule.makespanUnits >= exact)
        if width > costs.count { #expect(schedule.makespanUnits == exact, "\(costs) on \(platform)") }
      }
    }
  }

  @Test(.slow) func `every length around those at which a scale is added is planned`() throws {
    var random = SeededGenerator(seed: 72)
    for length in Array(1...70) + [127, 128, 129, 255, 256, 257, 300] {
      let costs = random.costs(length)
      for platform in [levels((1, 0, 0)), levels((3, 0, 2)), levels((2, 0, 0), (nil, 9, 7)), levels((9, 25, 1))] {
        for width in [4, 8, 32] { expectReplays(try schedule(costs, platform, width: width)) }
      }
    }
  }

  @Test(.slow) func `wide grids write their choices in two bytes`() throws {
    var random = SeededGenerator(seed: 73)
    let costs = random.costs(400)
    let exact = try Int(
      IntervalLevelTable(forwardCosts: costs, levels: [(index: 0, level: Level(name: "", slots: 4))]).optimum)
    for (width, isWhole) in [(128, false), (256, false), (512, true)] {
      let schedule = try schedule(costs, levels((4, 0, 0)), width: width)
      expectReplays(schedule)
      #expect(isWhole ? schedule.makespanUnits == exact : schedule.makespanUnits >= exact)
      // Half a per cent of a grid of 128 parts is more than was ever seen.
      #expect(schedule.makespanUnits < exact + exact / 50)
    }
  }

  @Test func `costs near 2^63 are planned without overflow`() throws {
    let costs = (0..<50).map { ($0 % 3 + 1) << 53 }
    let schedule = try schedule(costs, levels((10, 0, 0)), width: 8)
    expectReplays(schedule)
  }

  @Test func `a table beyond its limits is refused`() throws {
    let costs = (0..<100).map { 1 + $0 % 3 }
    let entries = [(index: 0, level: Level(name: "", slots: 4))]
    #expect(throws: PlanningError.self) {
      try MultiResolutionTable(forwardCosts: costs, levels: entries, width: 8, memoryLimit: 1000)
    }
    #expect(throws: PlanningError.self) {
      try MultiResolutionTable(forwardCosts: costs, levels: entries, width: 8, workLimit: 1000)
    }
  }

  @Test func `with more effort the grids are finer`() throws {
    var random = SeededGenerator(seed: 74)
    let costs = random.costs(trials(500, few: 250))
    let problem = try unequal(costs, nil, levels((3, 0, 0))).withFreeBackwardSteps()
    var widths: [Int] = []
    var cost: Int128 = .max
    for doublings in [-4, -3, -2, -1, 0] {
      let found = try PlanningEffort(parts: 1, doublings: doublings).limiting { () throws(PlanningError) in
        try MultiResolutionSearch(problem, costs).best(problem.usableLevels) { _ in 0 }?.found
      }
      widths.append(found?.width ?? 0)
      #expect(found?.cost ?? .max <= cost)
      cost = found?.cost ?? .max
    }
    #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 <= $1 } && widths[0] < widths[4], "\(widths)")
  }

  @Test func `planning short parts anew never costs more, and never less than the optimum`() throws {
    var random = SeededGenerator(seed: 75)
    var improved = 0
    for platform in [levels((6, 0, 0)), levels((12, 3, 1)), levels((3, 0, 0), (nil, 20, 5))] {
      let costs = random.costs(200)
      let problem = try unequal(costs, nil, platform).withFreeBackwardSteps()
      let sums = CostSums(.each(costs))
      let order = problem.usableLevels.byWriteCost
      let tree = try MultiResolutionTable(forwardCosts: costs, levels: order, width: 8).tree()
      let refinement = SegmentRefinement(costs: costs, levels: problem.levels, order: order)
      for parts in [1, 2000, 20_000] {
        let better = try PlanningEffort(parts: parts).limiting { () throws(PlanningError) in
          try refinement.refined(tree)
        }
        guard let better else { continue }
        let cost = better.cost(sums, on: problem.levels)
        #expect(cost < tree.cost(sums, on: problem.levels))
        let schedule = Schedule(
          problem: problem, planner: .hrevolve, makespan: Int(cost), lowerBound: 0, caveat: .searchEnded, plan: better)
        expectReplays(schedule)
        if platform.count == 1 {
          #expect(cost >= Int128(try IntervalLevelTable(forwardCosts: costs, levels: order).optimum))
        }
        improved += 1
      }
    }
    #expect(improved > 2)
  }
}
