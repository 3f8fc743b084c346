import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct SplitSearchTests {
  /// The greatest advance of least cost, by looking at all.
  private func scan(_ left: [UInt], _ right: [UInt], _ n: Int) -> (cost: UInt, advance: Int) {
    var best = (cost: UInt.max, advance: 0)
    for i in 0..<n where left[i] + right[n - 1 - i] <= best.cost { best = (left[i] + right[n - 1 - i], i + 1) }
    return best
  }

  @Test func `the pruned search finds what the full scan finds, on curves of every shape`() {
    var random = SeededGenerator(seed: 19)
    for round in 0..<400 {
      let length = Int.random(in: 1...90, using: &random)
      let shape = Int.random(in: 0...3, using: &random)
      let curve = {
        var value = 0
        // From some point on, a curve may be unreachable.
        let reach = Bool.random(using: &random) ? length : Int.random(in: 0..<length, using: &random)
        return (0..<length).map { i -> UInt in
          switch shape {
          case 0: value += i  // convex
          case 1: value += max(0, 60 - i)  // concave
          case 2: value += Int.random(in: 0...9, using: &random)  // jagged
          default: value += i % 7 == 0 ? 40 : 0  // stairs
          }
          return i > reach ? SaturatingCost.unreachable : UInt(value)
        }
      }
      let (left, right) = (curve(), curve())
      let limit = UInt(Int.random(in: 1...4000, using: &random))
      var search = SplitSearch<UInt>(capacity: length)
      for n in 1...length {
        search.appendLeft(left[n - 1])
        search.appendRight(right[n - 1])
        let expected = scan(left, right, n)
        let found = search.best(n, below: limit)
        if expected.cost < min(limit, SaturatingCost.unreachable) {
          #expect(found?.cost == expected.cost && found?.advance == expected.advance, "round \(round), n = \(n)")
        } else {
          #expect(found == nil, "round \(round), n = \(n)")
        }
      }
    }
  }

  @Test func `most splits are never looked at`() throws {
    let levels = [(5, 0, 0), (8, 50, 50)].enumerated().map {
      (index: $0.offset, level: Level(name: "", slots: $0.element.0, writeCost: $0.element.1, readCost: $0.element.2))
    }
    let length = 20_000
    let table = try LevelTable(length: length, forwardCost: 1, backwardCost: 1, levels: levels)
    let rows = table.tiers.map { $0.rows.map { $0.candidates / length } }
    // Convex rows need one look; the full scan has 10 000 candidates an entry.
    #expect(rows[0].allSatisfy { $0 <= 2 }, "\(rows)")
    #expect(rows[1].allSatisfy { $0 <= 1000 }, "\(rows)")
    #expect(table.optimum[length] == 150_859)
  }
}
