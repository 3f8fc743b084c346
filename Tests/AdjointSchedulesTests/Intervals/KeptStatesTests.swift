import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Chains whose steps differ, on levels with room for all states that deserve it, and where no table fits.
@Suite struct KeptStatesTests {
  /// Returns the least of all choices of states to keep, looked at one by one.
  private func plain(_ costs: [Int], price: Int) -> Int {
    let length = costs.count
    var least = Array(repeating: Int.max, count: length) + [0]
    for i in (0..<length).reversed() {
      var (rerun, run) = (0, 0)
      for k in i + 1...length {
        rerun += run
        run += costs[k - 1]
        least[i] = min(least[i], price + rerun + least[k])
      }
    }
    return least[0]
  }

  @Test func `the queue of candidates finds what a look at all of them finds`() throws {
    var random = SeededGenerator(seed: 31)
    for round in 0..<600 {
      let costs = (0..<Int.random(in: 1...80, using: &random)).map { _ in
        Int.random(in: 0...[1, 9, 1000][round % 3], using: &random)
      }
      let price = Int.random(in: 0...[0, 5, 60, 5000][round % 4], using: &random)
      let kept = try KeptStates(forwardCosts: costs, price: Int128(price))
      #expect(kept.starts.first == 0 && kept.starts == kept.starts.sorted())
      #expect(Int(kept.rerun) + price * kept.starts.count == plain(costs, price: price), "\(costs), \(price)")
      for count in [1, 2, 5] {
        #expect(
          try KeptStates.atMost(count, forwardCosts: costs, price: Int128(price))?.starts.count ?? .max <= count,
          "\(costs)")
      }
    }
  }

  @Test func `with room for all it is the optimum of the interval table and of the search`() throws {
    var random = SeededGenerator(seed: 32)
    for round in 0..<trials(200) {
      let length = Int.random(in: 2...(round % 4 == 0 ? 6 : 40), using: &random)
      let costs = random.costs(length)
      let level = levels((round % 3 == 0 ? nil : length, [0, 1, 4, 20][round % 4], [0, 3][round % 2]))
      let problem = try unequal(costs, nil, level).withFreeBackwardSteps()
      if problem.chain.forwardCost.common != nil { continue }
      let entries = [(index: 0, level: level[0])]
      let schedule = try #require(try ExactPlanning.keptOptimum(problem, .hrevolve, costs, entries))
      expectReplays(schedule)
      #expect(schedule.isOptimal)
      let table = try IntervalLevelTable(forwardCosts: costs, levels: entries)
      #expect(schedule.makespanUnits == Int(table.optimum), "\(problem)")
      if length <= 6 { #expect(schedule.makespanUnits == ExhaustiveSearch(problem: problem).optimum(), "\(problem)") }
    }
  }

  @Test func `no schedule is below the bound, and no plan without a table below the optimum`() throws {
    var random = SeededGenerator(seed: 33)
    var proven = 0
    for _ in 0..<trials(60) {
      let platform = random.platform(hierarchical: .random(using: &random), maxSlots: 4, maxCost: 9)
      let length = Int.random(in: 2...5, using: &random)
      let costs = random.costs(length)
      let problem = try unequal(costs, nil, platform).withFreeBackwardSteps()
      let usable = problem.usableLevels
      if usable.isEmpty || problem.chain.forwardCost.common != nil { continue }
      let optimum = try #require(ExhaustiveSearch(problem: problem).optimum())
      #expect(ExactPlanning.keptBound(problem, costs, usable) <= Int128(optimum), "\(problem)")
      if let schedule = try ExactPlanning.keptOptimum(problem, .hrevolve, costs, usable) {
        #expect(schedule.makespanUnits == optimum, "\(problem)")
        expectReplays(schedule)
        proven += 1
      }
      let schedule = try ExactPlanning.withoutTable(
        problem, .hrevolve, costs, usable, because: .tooManySteps(length: length, limit: 1))
      expectReplays(schedule)
      #expect(schedule.makespanUnits >= optimum && schedule.lowerBoundUnits ?? 0 <= optimum, "\(problem)")
      #expect(!schedule.isOptimal || schedule.makespanUnits == optimum)
    }
    #expect(proven >= trials(8))
  }

  @Test(.slow) func `fifty thousand steps with room for all are planned without a table`() throws {
    let length = 50_000
    let costs = (0..<length).map { 1 + $0 * 7919 % 13 }
    let total = costs.reduce(0, +) + length + 1
    let backward = Array(repeating: 1, count: length + 1)
    let free = try HRevolve.plan(unequal(costs, backward, levels((60_000, 0, 0))))
    #expect(free.isOptimal && free.makespanUnits == total)
    #expect(try free.statistics().forwardSteps == length)
    // No step costs less than to write its state.
    let dear = try HRevolve.plan(unequal(costs, backward, levels((60_000, 1, 4))))
    #expect(dear.isOptimal && dear.makespanUnits == total + 5 * length)
    // Two levels hold all between them.
    let two = try HRevolve.plan(unequal(costs, backward, levels((30_000, 0, 0), (30_000, 0, 0))))
    #expect(two.isOptimal && two.makespanUnits == total)
  }

  @Test(.slow) func `with less room there is a schedule, and by how much it may miss`() throws {
    let length = 33_000
    let costs = (0..<length).map { 1 + $0 * 7919 % 13 }
    let problem = { (platform: [Level]) in
      try unequal(costs, Array(repeating: 1, count: length + 1), platform)
    }
    // Less effort, so that it takes seconds.
    func plan(_ platform: [Level]) throws -> Schedule {
      try PlanningEffort.$current.withValue(PlanningEffort(parts: 1, doublings: -4)) {
        try HRevolve.plan(problem(platform))
      }
    }
    let most = try plan(levels((26_000, 0, 0), (20_000, 5, 4)))
    let bound = try #require(most.lowerBoundUnits)
    #expect(most.makespanUnits < bound + bound / 10)
    try expectCosts(of: most)
    let few = try plan(levels((3, 0, 0)))
    guard case .noIntervals(because: .tooManySteps(_, limit: 32_767), parts: _)? = few.caveat else {
      Issue.record("\(few.proof)")
      return
    }
    #expect(few.makespanUnits < 2 * (try #require(few.lowerBoundUnits)))
    try expectCosts(of: few)
  }

  /// Checks the makespan against the operations, whose steps differ.
  private func expectCosts(of schedule: Schedule) throws {
    var machine = ReplayMachine(problem: schedule.problem)
    for operation in schedule { try machine.execute(operation) }
    #expect(machine.makespan == schedule.makespanUnits)
  }

  @Test(.slow) func `sizes in bytes with room for all take no table either`() throws {
    let length = 30_000
    let costs = (0..<length).map { 1 + $0 % 13 }
    let sizes = (0...length).map { 1_000_003 + $0 * 7919 % 1_000_000 }
    let half = sizes.reduce(0, +) / 2 + 2_000_003
    let chain = Chain(length: length, forwardCost: .each(costs), stateSize: .each(sizes))
    for (levels, surplus) in [
      ([Level(name: "", capacity: 2 * half)], 0),
      ([Level(name: "", capacity: half), Level(name: "", capacity: half)], 0),
      ([Level(name: "", capacity: 2 * half, writeCost: 1, readCost: 2)], 3 * length),
    ] {
      let schedule = try HRevolve.plan(Problem(chain: chain, levels: levels))
      #expect(schedule.isOptimal && schedule.makespanUnits == costs.reduce(0, +) + length + 1 + surplus)
    }
  }

  @Test func `small chains in bytes that are kept whole are valid`() throws {
    var random = SeededGenerator(seed: 34)
    for _ in 0..<100 {
      let length = Int.random(in: 2...6, using: &random)
      let sizes = (0...length).map { _ in Int.random(in: 0...9, using: &random) }
      let levels = (0..<2).map { _ in
        Level(
          name: "", capacity: Int.random(in: 5...40, using: &random), writeCost: Int.random(in: 0...3, using: &random))
      }
      let chain = Chain(length: length, forwardCost: .each(random.costs(length)), stateSize: .each(sizes))
      guard let schedule = try? HRevolve.plan(Problem(chain: chain, levels: levels)) else { continue }
      expectReplays(schedule)
      #expect(schedule.lowerBoundUnits ?? 0 <= schedule.makespanUnits)
    }
  }
}
