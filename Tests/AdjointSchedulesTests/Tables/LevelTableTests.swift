import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct LevelTableTests {
  /// The level recurrence as it stands on paper, without any of the table's devices.
  private func optima(_ length: Int, _ uf: Int, _ ub: Int, _ levels: [Level]) -> [Int] {
    let infinity = Int.max / 8
    var low = [ub] + Array(repeating: infinity, count: length)
    for level in levels {
      var before = low
      let slots = level.slots ?? length + 1
      for _ in 0..<slots {
        var stored = [ub]
        var inBuffer = [ub]
        for n in stride(from: 1, through: length, by: 1) {
          var best = low[n]
          for j in 1...n {
            best = min(best, j * uf + before[n - j] + level.readCost + stored[j - 1])
          }
          stored.append(best)
          inBuffer.append(min(low[n], level.writeCost + best))
        }
        before = inBuffer
      }
      low = before
    }
    return low
  }

  @Test(.slow) func `all three engines agree: the recurrence written out, the pruned table, the prices`() throws {
    var random = SeededGenerator(seed: 5)
    for round in 0..<2000 {
      var platform = random.platform(hierarchical: true)
      var length = Int.random(in: 0...90, using: &random)
      if round % 200 == 0 {
        // Few are long, and none of those without a bound: written out, the recurrence looks at all splits.
        length = Int.random(in: 1000...2000, using: &random)
        platform = platform.filter { $0.slots != nil }
      }
      let uf = Int.random(in: 0...4, using: &random)
      let ub = Int.random(in: 0...4, using: &random)
      let table = try LevelTable(
        length: length, forwardCost: uf, backwardCost: ub,
        levels: platform.enumerated().map { (index: $0.offset, level: $0.element) })
      let expected = optima(length, uf, ub, platform)
      if length == 0 || platform.contains(where: { $0.slots != 0 }) {
        let prices = try PriceEngine.plan(
          length: length, forwardCost: uf, backwardCost: ub,
          levels: platform.enumerated().map { (index: $0.offset, level: $0.element) })
        #expect(prices.isExact && prices.makespan == expected[length], "l = \(length), uf = \(uf), \(platform)")
      }
      for n in 0...length {
        let entry = table.optimum[n] == SaturatingCost<UInt>.unreachable ? Int.max / 8 : Int(table.optimum[n])
        #expect(entry == min(expected[n], Int.max / 8), "n = \(n), uf = \(uf), ub = \(ub), \(platform)")
      }
    }
  }

  @Test func `rows end where one more slot changes nothing`() throws {
    let table = try LevelTable(
      length: 50, forwardCost: 1, backwardCost: 1,
      levels: [
        (index: 0, level: Level(name: "", slots: 3)), (index: 1, level: Level(name: "", slots: 49, writeCost: 9)),
      ])
    #expect(table.tiers[1].rows.count < 20)
  }

  @Test func `costs that do not fit 64 bits saturate, and only a result that does not is an error`() throws {
    // One slot costs l (l + 1) / 2 forward steps, two slots far fewer: the first overflows, the second does not.
    let half = Int.max / 5000
    #expect(throws: PlanningError.overflow(quantity: .makespan)) {
      try HRevolve.plan(try uniform(200, levels((1, 1, 0)), forward: half))
    }
    let fits = try HRevolve.plan(try uniform(200, levels((3, 1, 0)), forward: half))
    expectReplays(fits)
    #expect(throws: PlanningError.overflow(quantity: .makespan)) {
      try Revolve.plan(try uniform(200, levels((1, 0, 0)), forward: half))
    }
    #expect(throws: PlanningError.overflow(quantity: .makespan)) {
      try HRevolve.plan(try uniform(8, levels((1, 9, 1), (1, 1, 9)), forward: .max / 8))
    }
  }

  @Test func `a table beyond the memory limit is refused with its size`() throws {
    let levels = [(index: 0, level: Level(name: "", slots: 4, writeCost: 1))]
    #expect(throws: PlanningError.tableTooLarge(bytes: 64 * 1001, limit: 60_100)) {
      try LevelTable(length: 1000, forwardCost: 1, backwardCost: 1, levels: levels, memoryLimit: 60_100)
    }
  }
}
