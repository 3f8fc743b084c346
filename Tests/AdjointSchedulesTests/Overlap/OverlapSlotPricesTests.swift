import SeededRandom
import Testing

@testable import AdjointSchedules

/// The values of the bound that counts the slots of states that arrive, against the inequalities of docs/overlap-slots.md.
@Suite struct OverlapSlotPricesTests {
  /// A machine with one overlapped level, a share phi in parts, and a price, all on the scale.
  private struct Case {
    var slots: Int
    var forward, reduced, backward, reducedBackward, prefetch, price: Int128

    init(_ problem: Problem, share: Int, margin: Int128) throws {
      let machine = try problem.overlapMachine
      let unit = OverlapBound.scale / Int128(OverlapBound.parts)
      let rest = unit * Int128(OverlapBound.parts - share)
      slots = machine.slots
      (forward, reduced) = (Int128(machine.forwardCost) * OverlapBound.scale, Int128(machine.forwardCost) * rest)
      let turn = Int128(machine.backwardCost) + Int128(machine.readCost)
      (backward, reducedBackward) = (turn * OverlapBound.scale, turn * rest)
      prefetch = Int128(machine.slower[0].readCost) * unit * Int128(share)
      price = turn * rest + margin
    }

    func price(_ a: Int, _ b: Int) -> Int128 { price - Int128(a) * forward - Int128(b) * reduced }

    /// Returns the right-hand sides of V1 ... V4 for V_h(lambda - a uf - b beta uf).
    func rightHandSides(_ h: Int, _ a: Int, _ b: Int, _ value: (Int, Int, Int) throws -> Int128) rethrows -> [Int128] {
      let mu = price(a, b)
      func passed(_ rank: Int) throws -> Int128 { try rank == slots ? value(h, a + 1, b) : value(h, a, b + 1) }
      var sides = [mu - reducedBackward, mu - (h == slots ? backward : reducedBackward) + (try passed(h))]
      if h < slots {
        let right = try value(h + 1, a, b)
        sides += [right, right + (try passed(h + 1)), right + (try value(h, a, b + 1)) - prefetch]
      }
      return sides
    }
  }

  private struct Place: Hashable { var h, a, b: Int }

  @Test func `The values are those of the recurrence in its direct form`() throws {
    var random = SeededGenerator(seed: 43)
    var compared = 0
    for _ in 0..<120 {
      let problem = try overlapped(
        1000, .random(in: 1...4, using: &random), .random(in: 1...50, using: &random),
        .random(in: 1...50, using: &random), .random(in: 1...3, using: &random), .random(in: 0...3, using: &random))
      let share = Int.random(in: 0...3 * OverlapBound.parts / 4, using: &random)
      let margin = Int128.random(in: 1...6 * OverlapBound.scale, using: &random)
      let prices = OverlapSlotPrices(try problem.overlapMachine, share: share)
      guard prices.size(at: margin) != nil, case .values(let values) = prices.outcome(at: margin) else { continue }
      let known = try Case(problem, share: share, margin: margin)
      var memo: [Place: Int128] = [:]
      func value(_ h: Int, _ a: Int, _ b: Int) -> Int128 {
        let mu = known.price(a, b)
        if mu <= 0 { return mu - known.reducedBackward }
        if let found = memo[Place(h: h, a: a, b: b)] { return found }
        let found = known.rightHandSides(h, a, b, value).max() ?? 0
        memo[Place(h: h, a: a, b: b)] = found
        return found
      }
      for h in 1...known.slots {
        for (a, row) in values[h - 1].enumerated() {
          for (b, entry) in row.enumerated() {
            #expect(entry.earned == value(h, a, b), "\(problem)")
            compared += 1
          }
        }
      }
    }
    #expect(compared > 300, "\(compared)")
  }

  @Test(arguments: [(1, 20, 20), (2, 20, 20), (3, 30, 10), (4, 10, 40)])
  func `A proof satisfies every inequality, and none with a smaller value`(
    slots: Int, write: Int, read: Int
  ) throws {
    let problem = try overlapped(500, slots, write, read, 1, 2)
    let proof = try #require(OverlapSlotProof(problem.overlapMachine))
    let share = Int(proof.share / (OverlapBound.scale / Int128(OverlapBound.parts)))
    var known = try Case(problem, share: share, margin: 0)
    known.price = proof.price
    var values = proof.values
    func value(_ h: Int, _ a: Int, _ b: Int) throws -> Int128 {
      let margin = known.price(a, b) - known.reducedBackward
      // With one slot the second column stands for those after it.
      return margin <= 0 ? margin : try #require(values[h - 1][a].dropFirst(slots == 1 ? min(b, 1) : b).first)
    }
    func holds(_ h: Int, _ a: Int, _ b: Int) throws -> Bool {
      let found = try value(h, a, b)
      return try known.rightHandSides(h, a, b, value).allSatisfy { $0 <= found }
        && (a + b == 0 || found <= known.prefetch)
    }
    for h in 1...slots {
      for a in proof.values[h - 1].indices {
        for b in proof.values[h - 1][a].indices {
          #expect(try holds(h, a, b))
          values[h - 1][a][b] -= 1
          #expect(try !holds(h, a, b))
          values = proof.values
        }
      }
    }
    // The bound by the theorem, rounded down and up.
    let roots = try (1...slots).map { try value($0, 0, 0) }
    let arriving = max(0, roots[0] - known.prefetch)
    let offload = Int128(write) * OverlapBound.scale
    #expect(arriving <= offload)
    let paid =
      500 * OverlapBound.scale + 500 * proof.price + known.reducedBackward - roots.reduce(0) { $0 + max(arriving, $1) }
    let exact = Double(paid) / Double(OverlapBound.scale) - 500 * Double(arriving) / Double(offload)
    #expect(abs(exact.rounded(.up) - Double(proof.bound)) <= (exact.rounded() == exact ? 1 : 0))
  }

  @Test func `Prices that are too high are refused, with what is too much`() throws {
    let prices = OverlapSlotPrices(try overlapped(1000, 2, 5, 5, 1, 1).overlapMachine, share: 1000)
    var (values, high) = (0, 0)
    for halves in 1...12 {
      switch prices.outcome(at: Int128(halves) * OverlapBound.scale / 2) {
      case .values:
        values += 1
        #expect(high == 0)
      case .tooHigh(let excess):
        high += 1
        #expect(excess.earned > 0 && excess.steps > 0)
      }
    }
    #expect(values > 0 && high > 0)
    // A price with too many values is not tried, and the greatest that is tried is found.
    #expect(prices.size(at: 1 << 60) == nil)
    let most = prices.mostComputed(below: 1 << 60)
    #expect(prices.size(at: most) != nil && prices.size(at: most + 1) == nil)
  }
}
