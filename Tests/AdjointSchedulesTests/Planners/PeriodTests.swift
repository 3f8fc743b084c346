import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The best periods, found by their definitions and by closed forms.
@Suite struct PeriodTests {
  private func platform(_ memory: Int, _ write: Int, _ read: Int, forward: Int, length: Int) throws -> DiskPlatform {
    try DiskPlatform(
      try uniform(length, levels((memory, 0, 0), (nil, write, read)), forward: forward), planner: .twoLevel)
  }

  @Test func `the closed form of the two-level period is the best by definition`() throws {
    for memory in 1...6 {
      for (write, read) in [(0, 0), (1, 0), (5, 4), (20, 30), (100, 7)] {
        for forward in 1...3 {
          let platform = try platform(memory, write, read, forward: forward, length: 100_000)
          let cost = { (p: Int) throws -> (Int, Int) in
            let segment = try BinomialPlan.makespan(
              length: p - 1, slots: memory, forwardCost: forward, backwardCost: 1)
            return (write + read + segment + p * forward, p)
          }
          let chosen = try cost(TwoLevel.bestPeriod(platform))
          for p in 1...2000 {
            let other = try cost(p)
            #expect(
              chosen.0 * other.1 <= other.0 * chosen.1, "m = \(memory), \(write), \(read), uf = \(forward), p = \(p)")
          }
        }
      }
    }
  }

  @Test func `the period of Periodic-Disk-Revolve is the best of a long range`() throws {
    for memory in 0...4 {
      for (write, read) in [(0, 0), (5, 4), (20, 30), (60, 1)] {
        let platform = try platform(memory, write, read, forward: 2, length: 100_000)
        let period = try DiskPeriod(platform, longest: 100_001)
        let table = try DiskPeriod.segmentTable(platform, length: 3000)
        let least = (Int(table.optimum[period.best - 1]) + write + read + 2 * period.best, period.best)
        for p in 1...3001 {
          let cost = Int(table.optimum[p - 1]) + write + read + 2 * p
          #expect(cost * least.1 >= least.0 * p, "m = \(memory), \(write), \(read), p = \(p)")
          if cost * least.1 == least.0 * p { #expect(p >= period.best) }
        }
      }
    }
  }

  /// The published closed form for uf = 1 and w > 0, of which Aupy and Herrmann say that it is verified, not proven. With
  /// f(y, x) = beta(m + 1, x + y - 1) - beta(m, 0) - ... - beta(m, x - 1), x the least with r < beta(m + 1, x), the period
  /// is f(y, x) or f(y', x + 1), where y is the least with w <= f(1, x) + ... + f(y, x) and y' likewise.
  private func publishedPeriods(_ memory: Int, _ write: Int, _ read: Int) -> [Int] {
    func f(_ y: Int, _ x: Int) -> Int {
      (0..<x).reduce(Int(Binomial.beta(memory + 1, x + y - 1))) { $0 - Int(Binomial.beta(memory, $1)) }
    }
    var x = 0
    while read >= Int(Binomial.beta(memory + 1, x)) { x += 1 }
    return [x, x + 1].map { x in
      var (y, sum) = (0, 0)
      while write > sum {
        y += 1
        sum += f(y, x)
      }
      return f(y, x)
    }
  }

  @Test func `the period found by definition costs what the published closed form's does`() throws {
    for memory in 1...6 {
      for write in [1, 2, 3, 5, 8, 13, 20, 40, 75, 100] {
        for read in [0, 1, 2, 4, 9, 20, 50] {
          let platform = try platform(memory, write, read, forward: 1, length: 100_000)
          let period = try DiskPeriod(platform, longest: 100_001)
          let published = publishedPeriods(memory, write, read)
          let table = try DiskPeriod.segmentTable(platform, length: published.reduce(period.best, max))
          let cost = { (p: Int) in Int(table.optimum[p - 1]) + write + read + p }
          // The better of the two costs no more a step than the best by definition, and no less.
          let least = cost(period.best)
          #expect(
            published.contains { cost($0) * period.best == least * $0 },
            "m = \(memory), w = \(write), r = \(read): \(period.best), published \(published)")
        }
      }
    }
  }

  @Test func `in a chain shorter than the best period, the best is found without a table too`() throws {
    var random = SeededGenerator(seed: 52)
    for _ in 0..<60 {
      let memory = Int.random(in: 0...5, using: &random)
      let (write, read) = (Int.random(in: 0...90_000, using: &random), Int.random(in: 0...900, using: &random))
      let forward = Int.random(in: 0...3, using: &random)
      let platform = try platform(memory, write, read, forward: forward, length: 100_000)
      let longest = Int.random(in: 1...400, using: &random)
      let search = try DiskPeriod(platform, longest: longest, tabulatedLength: 0)
      let table = try DiskPeriod.segmentTable(platform, length: longest - 1)
      let costs = (1...longest).map { Int(table.optimum[$0 - 1]) + write + read + forward * $0 }
      for p in 1...longest {
        #expect(try DiskPeriod.cost(platform, period: p) == Int128(costs[p - 1]))
        let (cost, least) = (costs[p - 1] * search.best, costs[search.best - 1] * p)
        #expect(
          p < search.best ? cost > least : cost >= least, "m = \(memory), \(write), \(read), uf = \(forward), p = \(p)")
      }
    }
  }

  @Test func `periods of any length are found at once`() throws {
    let problem = try uniform(Chain.maximumLength, levels((10, 0, 0), (nil, 9_000_000_000_000, 0)))
    let choice = try PeriodChoice(problem)
    #expect(choice.best > 1_000_000_000 && choice.candidates.count == 7)
    let alone = try PeriodChoice(try uniform(Chain.maximumLength, levels((0, 0, 0), (nil, 9_000_000_000_000, 3))))
    #expect(alone.best == 4_242_641)
  }

  @Test func `with free forward steps the longest period is best, and no table is made to find it`() throws {
    for memory in [0, 1, 10] {
      for (write, read) in [(9, 3), (1, 0), (1_000_000_000, 1)] {
        let platform = try platform(memory, write, read, forward: 0, length: Chain.maximumLength)
        for longest in [1, 5000, Chain.maximumLength + 1] {
          #expect(try DiskPeriod(platform, longest: longest).best == longest, "m = \(memory), \(write), \(read)")
        }
      }
    }
  }

  @Test func `the excess of Periodic-Disk-Revolve over the optimum vanishes as the chain grows`() throws {
    // In thousandths of the optimum.
    let excess = try [100, 1000, 10_000].map { length in
      let problem = try uniform(length, levels((3, 0, 0), (nil, 5, 4)))
      let optimum = try DiskRevolve.plan(problem).makespanUnits
      return (try PeriodicDiskRevolve.plan(problem).makespanUnits - optimum) * 1000 / optimum
    }
    #expect(excess[0] >= excess[1] && excess[1] >= excess[2] && excess[2] <= 5, "\(excess)")
  }

  @Test func `statistics of periodic schedules of any length come at once`() throws {
    let length = 1_000_000_000_000
    let problem = try uniform(length, levels((5, 0, 0), (nil, 50, 40)))
    for planner in [Planner.twoLevel, .periodicDiskRevolve] {
      let schedule = try planner.schedule(for: problem, options: PlannerOptions(lowerBound: 0))
      let statistics = try schedule.statistics()
      #expect(statistics.backwardSteps == length + 1)
      #expect(statistics.levels[1].writes == statistics.levels[1].peakSlots)
      #expect(schedule.makespanUnits > 2 * length)
    }
  }
}
