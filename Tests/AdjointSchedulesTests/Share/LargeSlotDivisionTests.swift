import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Divisions without a table against those with one.
@Suite struct LargeSlotDivisionTests {
  private typealias Member = ShareProblem.Member

  @Test func `the hull of a chain's makespans is below all of them and touches them at its vertices`() throws {
    for length in 0...60 {
      let chain = Member(length: length, forwardCost: 3, backwardCost: 1)
      let curve = try #require(SlotCurve(chain, most: length))
      let makespans = try (chain.neededSlots...length).map { try chain.makespan(slots: $0) }
      for (a, b) in zip(curve.hull, curve.hull.dropFirst()) {
        for slots in a.slots...b.slots {
          let above = Int128(makespans[slots - chain.neededSlots] - a.makespan) * Int128(b.slots - a.slots)
          #expect(above >= Int128(b.makespan - a.makespan) * Int128(slots - a.slots), "\(length), \(slots)")
        }
      }
      for point in curve.ends { #expect(point.makespan == makespans[point.slots - chain.neededSlots]) }
      #expect(curve.ends.last?.slots == length)
    }
  }

  @Test func `the bound is never above the best sum, the maximum is the least, and the division fits`() throws {
    var random = SeededGenerator(seed: 151)
    var (exact, tried, excess, total) = (0, 0, 0, 0)
    for _ in 0..<300 {
      let chains = (0..<Int.random(in: 1...5, using: &random)).map { _ in
        Member(
          length: .random(in: 0...60, using: &random), forwardCost: .random(in: 0...4, using: &random),
          backwardCost: .random(in: 0...3, using: &random))
      }
      let needed = chains.reduce(0) { $0 + $1.neededSlots }
      let useful = chains.reduce(0) { $0 + $1.usefulSlots }
      guard needed < useful else { continue }
      let slots = Int.random(in: needed..<useful, using: &random)
      for objective in ShareProblem.Objective.allCases {
        let problem = try ShareProblem(chains: chains, slots: slots, processors: .each, objective: objective)
        let best = try MemoryShare.plan(problem)
        let large = try LargeSlotDivision(problem, slots: slots)
        #expect(large.shares.reduce(0, +) <= slots)
        let costs = try zip(chains, large.shares).map { try $0.makespan(slots: $1) }
        let found = objective == .sum ? costs.reduce(0, +) : costs.max() ?? 0
        #expect(large.lowerBound <= best.objective && best.objective <= found, "\(problem)")
        if objective == .maximum {
          #expect(found == best.maximum && large.lowerBound == found)
        } else {
          tried += 1
          exact += found == best.sum ? 1 : 0
          excess += found - best.sum
          total += best.sum
        }
      }
    }
    #expect(exact * 2 > tried && excess * 100 < total, "\(exact) of \(tried), \(excess) of \(total)")
  }

  @Test func `chains beyond any table are divided, with a bound close by`() throws {
    let chains = [1_000_000_000_000, 3_000_000_000, 70_000_000].map { Member(length: $0) }
    let bySum = try MemoryShare.plan(ShareProblem(chains: chains, slots: 50_000_000, processors: .each))
    #expect(!bySum.isOptimal || bySum.sum == bySum.lowerBound)
    #expect((bySum.sum - bySum.lowerBound) * 1000 <= bySum.sum)
    let byMaximum = try MemoryShare.plan(
      ShareProblem(chains: chains, slots: 50_000_000, processors: .each, objective: .maximum))
    #expect(byMaximum.isOptimal && byMaximum.maximum <= bySum.maximum)
    let two = [Member](repeating: Member(length: 1_000_000), count: 2)
    let halves = try MemoryShare.plan(ShareProblem(chains: two, slots: 1_000_000, processors: .each))
    #expect(halves.parts.reduce(0) { $0 + $1.slots } <= 1_000_000)
  }

  @Test func `where only many slots keep a makespan within 64 bits, those are the fewest`() throws {
    let huge = Member(length: 1_000_000_000_000, forwardCost: 300_000, backwardCost: 0)
    let share = try MemoryShare.plan(
      ShareProblem(chains: [huge, Member(length: 10_000_000)], slots: 5_000_000, processors: .each))
    #expect(share.parts.reduce(0) { $0 + $1.slots } <= 5_000_000 && share.lowerBound <= share.sum)
  }
}
