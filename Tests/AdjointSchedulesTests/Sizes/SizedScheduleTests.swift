import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The planner for states that differ in size against the search over all schedules, and at its limits.
@Suite struct SizedScheduleTests {
  @Test(.slow) func `small problems on one level attain the optimum, and the table the best persistent schedule`()
    throws
  {
    var random = SeededGenerator(seed: 51)
    for _ in 0..<1500 {
      let costs = random.costs(Int.random(in: 1...6, using: &random))
      let sizes = random.sizes(costs.count + 1)
      let level = bytes(
        Int.random(in: 0...25, using: &random), .random(in: 0...9, using: &random), .random(in: 0...9, using: &random))
      let problem = try sized(costs, sizes, [level], backward: random.costs(costs.count + 1))
      let optimum = ExhaustiveSearch(problem: problem).optimum()
      if !problem.countsBytes { continue }
      if sizes[0] > level.capacity ?? 0 {
        #expect(throws: PlanningError.noRoom(needed: sizes[0], available: level.capacity ?? 0)) {
          try HRevolve.plan(problem)
        }
        #expect(optimum == nil)
        continue
      }
      let schedule = try HRevolve.plan(problem)
      var plain = PlainSizeRecurrence(costs, sizes, level)
      let persistent = plain.inBuffer(0, costs.count, level.capacity ?? 0) + Int(problem.backwardTotal)
      #expect(
        schedule.makespanUnits == optimum && schedule.isOptimal && persistent >= schedule.makespanUnits, "\(problem)")
      expectReplays(schedule)
    }
  }

  @Test func `a schedule that drops a state early is found where it is better`() throws {
    let sizes = [1, 1, 2, 3, 3, 1, 1]
    let problem = try sized(Array(repeating: 1, count: 6), sizes, [bytes(3)])
    let schedule = try HRevolve.plan(problem)
    #expect(schedule.makespanUnits == 18 && schedule.isOptimal)
    expectReplays(schedule)
    let weights = try sized([1, 2, 1, 3, 2], [1, 1, 2, 3, 1, 1], [bytes(3)])
    #expect(try HRevolve.plan(weights).makespanUnits == 19)
  }

  @Test func `chains too long for the search keep what they store, and say by how much they may miss`() throws {
    let sizes = [1, 1, 2, 3, 3, 1, 1, 2, 3, 1, 2, 1, 3, 3, 2, 1, 2, 1]
    let schedule = try HRevolve.plan(try sized(Array(repeating: 1, count: 17), sizes, [bytes(3)]))
    #expect(!schedule.isOptimal && schedule.lowerBoundUnits ?? .max < schedule.makespanUnits)
    #expect(schedule.caveat == .persistent(levels: 1, isRounded: false))
    #expect(schedule.millionthsAbove ?? 0 > 0)
    expectReplays(schedule)
  }

  @Test(.slow) func `short chains on several levels are planned as well as the search says`() throws {
    var random = SeededGenerator(seed: 52)
    var solved = 0
    for _ in 0..<500 {
      let costs = random.costs(Int.random(in: 1...4, using: &random))
      let sizes = random.sizes(costs.count + 1)
      let isMixed = Bool.random(using: &random)
      var platform = random.platform(hierarchical: Bool.random(using: &random), maxLevels: 2, maxSlots: 2)
      for index in platform.indices where index == 0 || !isMixed {
        platform[index] = bytes(
          Int.random(in: 0...18, using: &random), platform[index].writeCost, platform[index].readCost)
      }
      let problem = try sized(costs, sizes, platform)
      if !problem.countsBytes { continue }
      guard let optimum = ExhaustiveSearch(problem: problem).optimum() else {
        #expect(throws: PlanningError.self) { try HRevolve.plan(problem) }
        continue
      }
      let schedule = try HRevolve.plan(problem)
      expectReplays(schedule)
      #expect(schedule.makespanUnits == optimum && schedule.isOptimal, "\(problem)")
      solved += 1
    }
    #expect(solved > 200)
  }

  @Test(.slow) func `schedules of longer chains are valid on any grid, and a coarse one costs no less`() throws {
    var random = SeededGenerator(seed: 53)
    var coarse = 0
    for round in 0..<60 {
      let costs = random.costs(Int.random(in: 5...40, using: &random))
      let sizes = random.sizes(costs.count + 1, upTo: 60)
      let count = round % 3 == 0 ? 2 : 1
      let levels = (0..<count).map { index in
        bytes(Int.random(in: sizes[0]...sizes[0] + 200, using: &random), 7 * index, 5 * index)
      }
      let problem = try sized(costs, sizes, levels).withFreeBackwardSteps()
      if !problem.countsBytes { continue }
      let exact = try ExactPlanning.sized(problem, .hrevolve)
      expectReplays(exact)
      let intervals = (costs.count + 1) * (costs.count + 2) / 2
      let limits = IntervalLevelTable.Limits(memory: intervals * 12 * 200, entries: intervals * 12)
      let schedule = try ExactPlanning.sized(problem, .hrevolve, limits: limits)
      expectReplays(schedule)
      if count == 1 { #expect(schedule.makespanUnits >= exact.makespanUnits, "\(problem)") }
      if schedule.resolution != exact.resolution { coarse += 1 }
    }
    #expect(coarse > 12)
  }

  @Test func `sizes that are equal are slots, whoever writes them out`() throws {
    var random = SeededGenerator(seed: 54)
    for _ in 0..<200 {
      let length = Int.random(in: 0...40, using: &random)
      let size = Int.random(in: 1...5, using: &random)
      let slots = Int.random(in: 1...6, using: &random)
      let capacity = slots * size + Int.random(in: 0..<size, using: &random)
      let (write, read) = (Int.random(in: 0...3, using: &random), Int.random(in: 0...3, using: &random))
      let plain = try uniform(length, [Level(name: "", slots: slots, writeCost: write, readCost: read)])
      // The last state is never stored: it may be as large as it likes.
      for last in [size, size + 1000] {
        let problem = try sized(
          Array(repeating: 1, count: length), Array(repeating: size, count: length) + [last],
          [bytes(capacity, write, read)])
        let schedule = try HRevolve.plan(problem)
        let optimum = try HRevolve.plan(plain).makespanUnits
        #expect(schedule.isOptimal && schedule.makespanUnits == optimum, "\(problem)")
        expectReplays(schedule)
      }
    }
  }

  @Test func `sizes that differ too little to matter are planned and proven in slots`() throws {
    let sizes = (0...500).map { 100 + $0 % 3 }
    let problem = try sized(Array(repeating: 1, count: 500), sizes, [bytes(1020)])
    let schedule = try HRevolve.plan(problem)
    #expect(schedule.isOptimal && schedule.resolution == [1])
    let optimum = try HRevolve.plan(uniform(500, levels((10, 0, 0)))).makespanUnits
    #expect(schedule.makespanUnits == optimum)
    expectReplays(schedule)
    // Room for all is room without a bound.
    let all = try HRevolve.plan(sized(Array(repeating: 1, count: 500), sizes, [bytes(60_000)]))
    #expect(all.isOptimal && all.makespanUnits == 1001)
  }

  @Test func `Revolve and Disk-Revolve take sizes on their platforms, and their schedules name them`() throws {
    let (costs, sizes) = ([3, 1, 4, 1, 5, 9], [2, 7, 1, 8, 2, 8, 1])
    let one = try sized(costs, sizes, [bytes(11)])
    let two = try sized(costs, sizes, [bytes(5), bytes(20, 2, 1)])
    let revolve = try Revolve.plan(one)
    #expect(revolve.planner == .revolve)
    #expect(try revolve.makespanUnits == HRevolve.plan(one).makespanUnits)
    #expect(try DiskRevolve.plan(two).makespanUnits == HRevolve.plan(two).makespanUnits)
    for planner in Planner.ofChains where ![.revolve, .diskRevolve, .hrevolve].contains(planner) {
      for problem in [one, two] { #expect(throws: PlanningError.self) { try planner.schedule(for: problem) } }
    }
  }

  @Test func `sizes to the end of 64 bits are planned`() throws {
    let huge = Int.max
    for sizes in [[huge, huge, 1, huge], [1, huge, huge - 1, 2], [huge - 5, 3, 2, huge], [0, 0, huge, 1]] {
      for capacity in [huge, huge - 1, 4, 0] {
        let problem = try sized([1, 2, 3], sizes, [bytes(capacity)])
        if sizes[0] > capacity {
          #expect(throws: PlanningError.noRoom(needed: sizes[0], available: capacity)) { try HRevolve.plan(problem) }
        } else {
          expectReplays(try HRevolve.plan(problem))
        }
      }
    }
    // No common unit: a grid that rounds up.
    var random = SeededGenerator(seed: 55)
    let sizes = (0...60).map { _ in Int.random(in: 1 << 54...1 << 56, using: &random) }
    let limits = IntervalLevelTable.Limits(memory: 1 << 30, entries: 400_000)
    let problem = try sized(random.costs(60), sizes, [bytes(1 << 58)]).withFreeBackwardSteps()
    let schedule = try ExactPlanning.sized(problem, .hrevolve, limits: limits)
    #expect(schedule.resolution?[0] ?? 0 > 1 << 40)
    expectReplays(schedule)
  }

  @Test(.slow)
  func `chains too long for a table are planned with the room of the largest state, or on a ladder`() throws {
    let length = 100_000
    var random = SeededGenerator(seed: 56)
    let sizes = (0...length).map { _ in Int.random(in: 500...1000, using: &random) }
    let chain = Chain(length: length, stateSize: .each(sizes))
    let schedule = try HRevolve.plan(Problem(chain: chain, levels: [bytes(20_000)]))
    #expect(schedule.resolution == [sizes.dropLast().max()] && !schedule.isOptimal)
    let peak = try schedule.statistics().levels[0].peakBytes
    #expect(peak ?? .max <= 20_000)
    let unequal = try sized(random.costs(20_000), Array(sizes.prefix(20_001)), [bytes(20_000)])
    try PlanningEffort.$current.withValue(PlanningEffort(parts: 500)) {
      let schedule = try HRevolve.plan(unequal)
      #expect(!schedule.isOptimal && schedule.lowerBoundUnits ?? 0 > 0)
      expectReplays(schedule)
    }
  }
}
