import Testing

@testable import AdjointSchedules

/// A problem with the costs of another: which level stands for which, and what is refused.
@Suite struct RepricingTests {
  private func problem(
    _ names: [String], length: Int = 3, forward: StepCost = .uniform(1), size: StepSize? = nil, tapes: Tapes? = nil,
    base: Int = 0, slots: Int = 2
  ) throws -> Problem {
    let levels = names.enumerated().map { index, name in
      Level(name: name, slots: slots, writeCost: base + index, readCost: base + 2 * index)
    }
    return try Problem(
      chain: Chain(length: length, forwardCost: forward, stateSize: size, tapes: tapes), levels: levels,
      fractionDigits: base == 0 ? 0 : 2)
  }

  @Test func `levels take the costs of their namesakes, or else of their numbers, and keep their slots`() throws {
    let own = try problem(["memory", "disk"])
    let rows: [(names: [String], writes: [Int])] = [
      (["memory", "disk"], [100, 101]), (["disk", "memory"], [101, 100]), (["ram", "pfs"], [100, 101]),
      (["memory", "pfs"], [100, 101]), (["ram", "pfs", "disk", "memory"], [103, 102]),
      (["ram", "pfs", "tape"], [100, 101]),
    ]
    for (names, writes) in rows {
      let priced = try own.repriced(by: problem(names, forward: .each([7, 8, 9]), base: 100, slots: 50))
      #expect(priced.levels.map(\.writeCost) == writes, "\(names)")
      #expect(priced.levels.map(\.readCost) == writes.map { 100 + 2 * ($0 - 100) }, "\(names)")
      #expect(priced.levels.map(\.name) == ["memory", "disk"] && priced.levels.map(\.slots) == [2, 2])
      #expect(priced.chain.forwardCost == .each([7, 8, 9]) && priced.fractionDigits == 2)
    }
  }

  @Test func `what is not the same chain is refused`() throws {
    let own = try problem(["memory", "disk"])
    let taped = try problem(["memory"], tapes: Tapes())
    let rows: [(costs: Problem, error: RepricingError)] = [
      (try problem(["memory", "disk"], length: 4), .length(3, costs: 4)),
      (try problem(["memory"]), .level(1, name: "disk", count: 1)),
      // The level with its number stands for another.
      (try problem(["x", "memory"]), .level(1, name: "disk", count: 2)),
      (taped, .tapes(false)),
    ]
    for (costs, error) in rows {
      #expect(throws: error) { try own.repriced(by: costs) }
    }
    #expect(throws: RepricingError.tapes(true)) { try taped.repriced(by: own) }
    let sized = try problem(["memory"], size: .uniform(5))
    #expect(try sized.repriced(by: problem(["memory"], size: .each([5, 5, 5, 5]))).chain.stateSize == .uniform(5))
    #expect(throws: RepricingError.size(.chain(.stateSize))) {
      try sized.repriced(by: problem(["memory"], size: .uniform(6)))
    }
    let join = try Problem(branches: [1, 1], handle: 1, forwardCost: 1, backwardCost: 1, memory: "memory", slots: 4)
    #expect(throws: RepricingError.join) { try join.repriced(by: own) }
  }

  @Test func `a transfer by the byte is priced with the sizes of either`() throws {
    let own = try problem(["memory"])
    let costs = try Problem(
      chain: Chain(length: 3, stateSize: .each([10, 20, 30, 40])),
      levels: [Level(name: "memory", slots: nil, writeCost: 1, writeBandwidth: 10)])
    let priced = try own.repriced(by: costs)
    #expect((0...3).map { priced.writeCost(level: 0, state: $0) } == [2, 3, 4, 5])
  }
}
