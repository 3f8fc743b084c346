import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Operations that are copied from an equal segment, against those of each decision by itself.
@Suite struct ShortSegmentsTests {
  @Test func `copied operations are those that are decided one by one`() throws {
    var random = SeededGenerator(seed: 51)
    let cheap = PriceEngine.Effort(exactPairs: 1, thinnedPairs: 1, thinnedPieces: 4)
    var cut = 0
    for round in 0..<60 {
      let platform = random.platform(hierarchical: true, maxSlots: 6).filter { $0.slots != 0 }
      if platform.isEmpty { continue }
      let length = Int.random(in: 0...600, using: &random)
      let problem = try uniform(length, platform, forward: 3, backward: 2)
      let found = try planByPrices(problem, effort: round % 2 == 0 ? .standard : cheap).result.plan
      // One level alone has a plan of its own.
      guard let plan = found as? PricePlan else { continue }
      if plan.isCut { cut += 1 }
      let copied = all(plan.operations(length: length))
      let decided = all(plan.operations(from: 0, length: length, state: plan.root))
      #expect(copied == decided, "l = \(length), \(describe(platform))")
    }
    #expect(cut > 0)
  }

  @Test func `more short segments than are kept are decided anew`() throws {
    // Costs that are far beyond uf make thousands of distinct segments.
    let problem = try uniform(100_000, levels((3, 301, 77), (9, 1_009, 503), (11, 5_003, 2_003)), forward: 7)
    expectReplays(try planByPrices(problem).schedule)
  }

  private func all(_ source: OperationSource) -> [Operation] {
    var (all, batch) = ([Operation](), [Operation]())
    repeat {
      batch.removeAll(keepingCapacity: true)
      source(&batch)
      all += batch
    } while !batch.isEmpty
    return all
  }
}
