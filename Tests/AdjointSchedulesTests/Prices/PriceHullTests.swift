import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The hull's edge against the lower convex hull of the table.
@Suite struct PriceHullTests {
  @Test func `bounds hold, and ends of edges are optima`() throws {
    var random = SeededGenerator(seed: 45)
    for _ in 0..<40 {
      let platform = random.platform(hierarchical: true, maxSlots: 4).filter { $0.slots != 0 }
      if platform.isEmpty { continue }
      let (forward, backward) = (Int.random(in: 1...4, using: &random), Int.random(in: 0...5, using: &random))
      let optimum = try optima(300, platform, forward: forward, backward: backward)
      for length in stride(from: 1, to: 150, by: 4) {
        let priced = try PricedPlatform(
          length: length, forwardCost: forward, backwardCost: backward,
          levels: platform.enumerated().map { (index: $0.offset, level: $0.element) })
        var work = PriceWork()
        let hull = try PriceHull(platform: priced, work: &work)
        let place = "l = \(length), \(describe(platform)), uf = \(forward), ub = \(backward)"
        #expect(hull.lowerBound <= optimum[length], "\(place)")
        #expect(hull.least <= length + 1 && length + 1 <= hull.most, "\(place)")
        for steps in [hull.least, hull.most] where steps <= min(length + 1, 301) {
          let onEdge = Int128(hull.price.numerator) * Int128(steps) - hull.value
          #expect(onEdge == Int128(optimum[steps - 1]) * Int128(hull.price.denominator), "\(place)")
        }
        #expect(work.dualEvaluations <= 60, "\(place)")
      }
    }
  }
}
