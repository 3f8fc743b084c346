import Testing

@testable import AdjointSchedules

/// A problem with one thing changed, as the questions ask about ranges of it.
@Suite struct ProblemChangesTests {
  private func problem() throws -> Problem {
    try Problem(
      chain: Chain(
        length: 3, stateSize: .each([4, 1, 2, 3]), tapes: Tapes(size: .uniform(5)), forwardTemporary: .uniform(2),
        backwardTemporary: .each([1, 9, 1])),
      levels: [
        Level(name: "memory", capacity: 20),
        Level(name: "half", capacity: 7, writeCost: 1, sizeFactor: DecimalCost(5, fractionDigits: 1)),
      ])
  }

  @Test func `another capacity leaves all else as it was`() throws {
    let problem = try problem()
    let changed = problem.with(capacity: 11, atLevel: 1)
    #expect(changed.levels[1].capacity == 11 && changed.levels[1].sizeFactor == problem.levels[1].sizeFactor)
    #expect(changed.levels[0] == problem.levels[0] && changed.chain == problem.chain)
  }

  @Test func `a level counted in slots takes the room to run and the levels that share its bytes with it`() throws {
    let problem = try Problem(
      chain: Chain(length: 3, stateSize: .uniform(1), forwardTemporary: .uniform(2), backwardTemporary: .uniform(1)),
      levels: [
        Level(name: "memory", capacity: 20, writeCost: 1), Level(name: "packed", sharesCapacityWith: 0, writeCost: 2),
        Level(name: "disk", capacity: 7, writeCost: 5, isOverlapped: true),
      ])
    let changed = problem.with(slots: 4, atLevel: 0)
    #expect(changed.levels.map(\.slots) == [4, 0, 7])
    #expect(changed.levels.map(\.writeCost) == [1, 2, 5])
    #expect(changed.levels.map(\.countsBytes) == [false, false, true])
    #expect(changed.chain.forwardTemporary == nil && changed.chain.backwardTemporary == nil)
    let disk = problem.with(slots: 4, atLevel: 2)
    #expect(disk.levels[2].slots == 4 && disk.isOverlapped && disk.chain == problem.chain)
    #expect(problem.with(capacity: 9, atLevel: 2).isOverlapped)
  }

  @Test func `a join stays one`() throws {
    let problem = try Problem(branches: [3, 2], handle: 1, slots: 5)
    #expect(problem.with(slots: 6, atLevel: 0).junction == problem.junction)
    #expect(problem.withFreeBackwardSteps().junction == problem.junction)
  }

  @Test func `everything stored is every state, every tape and the room to run`() throws {
    #expect(try problem().everythingStored(atLevel: 0) == 10 + 15 + 9)
    // Halves are rounded up one by one.
    #expect(try problem().everythingStored(atLevel: 1) == (2 + 1 + 1 + 2) + 3 * 3 + 9)
    let plain = try Problem(chain: Chain(length: 3), levels: [Level(name: "memory", slots: 1)])
    #expect(plain.everythingStored(atLevel: 0) == 0)
  }
}
