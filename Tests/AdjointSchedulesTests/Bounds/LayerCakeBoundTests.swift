import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct LayerCakeBoundTests {
  private func bound(_ costs: [Int], _ platform: [Level], below makespan: Int) throws -> Int {
    let entries = platform.enumerated().map { (index: $0.offset, level: $0.element) }.usable
    return try LayerCakeBound(costs, levels: entries, makespan: Int128(makespan)).best()
  }

  @Test func `layers add up to the costs`() {
    var random = SeededGenerator(seed: 81)
    for _ in 0..<300 {
      let costs = random.costs(Int.random(in: 1...60, using: &random))
      let groups = StepLayers(costs).groups
      #expect(groups.reduce(0) { $0 + $1.height } == costs.max())
      let area = groups.reduce(0) { $0 + $1.height * $1.mean }
      // What is lost is the fraction of each mean.
      #expect(area <= costs.reduce(0, +) && area + (costs.max() ?? 0) >= costs.reduce(0, +))
      #expect(groups.allSatisfy { $0.mean <= $0.most && $0.mean * 16 >= $0.most * 15 - 16 })
    }
  }

  @Test func `the bound of steps that are alike is their optimum, in closed form`() throws {
    for slots in 1...5 {
      let makespan = try HRevolve.plan(uniform(40, levels((slots, 0, 0)), forward: 7, backward: 0)).makespanUnits
      #expect(try bound(Array(repeating: 7, count: 40), levels((slots, 0, 0)), below: makespan) == makespan)
    }
  }

  @Test(.slow) func `no bound is above the optimum`() throws {
    var random = SeededGenerator(seed: 82)
    var (equal, count) = (0, 0)
    for round in 0..<3000 {
      let length = Int.random(in: 1...9, using: &random)
      // Zeros, ties, single slots, and every kind of cost alone.
      let most = [1, 2, 9, 100][round % 4]
      let costs = (0..<length).map { _ in Int.random(in: 0...most, using: &random) }
      let platform: [Level] = (0..<Int.random(in: 1...3, using: &random)).map { index in
        let kind = Int.random(in: 0...3, using: &random)
        return Level(
          name: "\(index)", slots: random.one(in: 5) ? nil : Int.random(in: 1...2, using: &random),
          writeCost: kind & 1 == 0 ? 0 : Int.random(in: 0...3 * most, using: &random),
          readCost: kind & 2 == 0 ? 0 : Int.random(in: 0...3 * most, using: &random))
      }
      guard let table = try IntervalVectorTable(forwardCosts: costs, levels: platform) else { continue }
      let optimum = Int(table.optimum)
      for makespan in [optimum, 3 * optimum + 1000] {
        let bound = try bound(costs, platform, below: makespan)
        #expect(bound <= optimum, "\(costs) on \(platform): \(bound) > \(optimum)")
        if bound == optimum { equal += 1 }
        count += 1
      }
    }
    #expect(equal > count / 20)
  }

  @Test func `longer chains on one level are within some per cent`() throws {
    var random = SeededGenerator(seed: 83)
    for slots in [5, 10] {
      let costs = (0..<150).map { _ in Int.random(in: 500...1500, using: &random) }
      let entries = [(index: 0, level: Level(name: "", slots: slots))]
      let optimum = Int(try IntervalLevelTable(forwardCosts: costs, levels: entries).optimum)
      let bound = try bound(costs, levels((slots, 0, 0)), below: optimum)
      #expect(bound <= optimum && bound > optimum - optimum / 10)
    }
  }
}
