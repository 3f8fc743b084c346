import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The price engine against the table, the replay and published totals.
@Suite struct PriceEngineTests {
  @Test func `makespans equal the table's, and schedules replay`() throws {
    var random = SeededGenerator(seed: 41)
    for round in 0..<150 {
      let maxCost = [3, 20, 300][round % 3]
      let platform = random.platform(hierarchical: true, maxSlots: [2, 5, 12][round / 3 % 3], maxCost: maxCost)
        .filter { $0.slots != 0 }
      if platform.isEmpty { continue }
      let forward = Int.random(in: 0...[1, 4, 40][round % 3], using: &random)
      let backward = Int.random(in: 0...5, using: &random)
      let optimum = try optima(200, platform, forward: forward, backward: backward)
      for length in stride(from: round % 5, through: 200, by: 5) {
        let problem = try uniform(length, platform, forward: forward, backward: backward)
        let (result, schedule) = try planByPrices(problem)
        #expect(
          result.makespan == optimum[length] && result.isExact,
          "l = \(length), \(describe(platform)), uf = \(forward), ub = \(backward)")
        if length % 10 == 0 { expectReplays(schedule) }
      }
    }
  }

  @Test func `random lengths up to 2000 equal the table's`() throws {
    var random = SeededGenerator(seed: 42)
    for _ in 0..<6 {
      let platform = random.platform(hierarchical: true, maxSlots: 8, maxCost: 60).filter { $0.slots != 0 }
      if platform.isEmpty { continue }
      let optimum = try optima(2000, platform, forward: 3, backward: 2)
      for _ in 0..<20 {
        let length = Int.random(in: 0...2000, using: &random)
        let (result, _) = try planByPrices(uniform(length, platform, forward: 3, backward: 2))
        #expect(result.makespan == optimum[length] && result.isExact, "l = \(length), \(describe(platform))")
      }
    }
  }

  @Test(arguments: [
    (100_000, 810_133, 102), (1_000_000, 9_607_356, 5254), (1_000_000_000, 16_354_823_177, 426),
    (1_000_000_000_000, 27_389_476_504_189, 822),
  ])
  func `three levels, from a hundred thousand to a million million steps`(
    length: Int, makespan: Int, pairs: Int
  ) throws {
    let problem = try uniform(length, levels((5, 0, 0), (8, 50, 50), (4, 200, 200)))
    let (result, schedule) = try planByPrices(problem)
    #expect(result.makespan == makespan)
    #expect(result.isExact)
    // Nothing grows with the length but the repetitions, of which there are fewer than 30.
    #expect(result.work.dualEvaluations <= 30)
    #expect(result.work.dualCells <= 10_000)
    #expect(result.work.pairs == pairs)
    #expect(result.work.openedSegments <= 2_000)
    let statistics = try schedule.statistics()
    #expect(statistics.backwardSteps == length + 1)
    let costs = statistics.levels.enumerated().reduce(0) { sum, use in
      sum + use.element.writes * problem.levels[use.offset].writeCost
        + use.element.reads * problem.levels[use.offset].readCost
    }
    #expect(statistics.forwardSteps + statistics.backwardSteps + costs == makespan)
    if length <= 100_000 { expectReplays(schedule) }
  }

  @Test func `a memory that is not free`() throws {
    let problem = try uniform(30_000, levels((2, 1, 0), (5, 11, 7), (7, 90, 40)), forward: 3)
    let (result, schedule) = try planByPrices(problem)
    #expect(result.makespan == 639_213 && result.isExact)
    #expect(result.work.pairs <= 10_000)
    expectReplays(schedule)
  }

  @Test func `an unlimited disk takes any number of equal blocks`() throws {
    let problem = try uniform(1_000_000_000_000, levels((3, 0, 0), (nil, 20, 20)))
    let (result, schedule) = try planByPrices(problem)
    #expect(result.isExact && result.makespan == 6_142_857_142_786)
    #expect(result.work.pairs <= 1000)
    #expect(result.work.openedSegments < 100)
    let statistics = try schedule.statistics()
    #expect(
      statistics.forwardSteps + statistics.backwardSteps + 20
        * (statistics.levels[1].writes + statistics.levels[1].reads) == result.makespan)
    let short = try uniform(20_000, problem.levels)
    let (shortResult, shortSchedule) = try planByPrices(short)
    #expect(shortResult.makespan == (try DiskRevolve.plan(short).makespanUnits))
    expectReplays(shortSchedule)
  }

  @Test func `random long chains are solved, within a bounded effort`() throws {
    var random = SeededGenerator(seed: 43)
    for length in [1_000, 100_000, 10_000_000, 1_000_000_000] {
      for _ in 0..<15 {
        var (write, read) = (0, 0)
        let platform = (0..<Int.random(in: 2...3, using: &random)).map { index in
          if index > 0 || Int.random(in: 0..<10, using: &random) < 4 {
            write += Int.random(in: 0...100, using: &random)
            read += Int.random(in: 0...100, using: &random)
          }
          return Level(
            name: "level \(index)", slots: Int.random(in: 2...12, using: &random), writeCost: write, readCost: read)
        }
        let forward = Int.random(in: 1...5, using: &random)
        let l = Int.random(in: length...2 * length, using: &random)
        let (result, schedule) = try planByPrices(uniform(l, platform, forward: forward, backward: 3))
        #expect(result.isExact, "l = \(l), \(describe(platform)), uf = \(forward)")
        #expect(result.work.pairs < 1_000_000, "l = \(l), \(describe(platform)), uf = \(forward)")
        if length == 1_000 { expectReplays(schedule) }
      }
    }
  }

  @Test func `statistics of a chain of blocks that another follows come at once`() throws {
    // Taken apart block by block, the second of these would need all memory.
    for (length, disk) in [(5_000_000, (5, 4)), (1_000_000_000_000, (5, 4)), (12_500_000, (16, 15))] {
      let schedule = try HRevolve.plan(try uniform(length, levels((10, 0, 0), (nil, disk.0, disk.1))))
      #expect(schedule.isOptimal)
      #expect(try schedule.problem.makespan(of: schedule.statistics()) == schedule.makespanUnits, "l = \(length)")
    }
  }

  @Test func `levels that tie, also after one without a slot, replay and are counted per level`() throws {
    for write in [0, 3] {
      for tied in [[1, 1], [2, 1], [1, 3], [1, 1, 2], [5, 4]] {
        for platform in [tied, [0] + tied, [tied[0], 0] + tied.dropFirst()] {
          for length in [1, 2, 3, 7, 40] {
            let problem = try uniform(
              length, platform.map { Level(name: "", slots: $0, writeCost: write, readCost: 1) })
            let schedule = try HRevolve.plan(problem)
            #expect(schedule.isOptimal)
            expectReplays(schedule)
          }
        }
      }
    }
  }

  @Test func `a cut plan passes over thousands of parts without a stack`() throws {
    let problem = try uniform(100_000, levels((1, 1_000_000_000, 0), (3, 1_000_000_000, 1)))
    let chain = try UniformChain(problem, planner: .hrevolve)
    let result = try PriceEngine.plan(
      length: chain.length, forwardCost: 1, backwardCost: 1,
      levels: problem.levels.enumerated().map { (index: $0.offset, level: $0.element) },
      effort: PriceEngine.Effort(exactPairs: 100, thinnedPairs: 100))
    let schedule = Schedule(
      problem: problem, planner: .hrevolve, makespan: result.makespan, lowerBound: result.lowerBound,
      caveat: .searchEnded, plan: result.plan)
    expectReplays(schedule)
  }
}
