import TestSupport
import Testing

@testable import AdjointSchedules

/// What a planner's tables may take: refused before they are made, with numbers.
@Suite struct PlanningMemoryTests {
  /// A chain whose steps differ: 12 million intervals.
  private func long() throws -> Problem {
    try unequal((0..<5000).map { 1 + $0 % 7 }, Array(repeating: 1, count: 5001), levels((3, 0, 0)))
  }

  private func failure(_ problem: Problem, _ memory: PlanningMemory, _ planner: Planner = .hrevolve) -> PlanningError? {
    PlanningMemory.$current.withValue(memory) {
      do throws(PlanningError) {
        _ = try planner.schedule(for: problem)
        return nil
      } catch {
        return error
      }
    }
  }

  @Test func `a table that needs more than the machine has free is not begun`() throws {
    let error = failure(try long(), PlanningMemory(available: { 100 << 20 }))
    // Three entries of 4 bytes for each of 5001 * 5002 / 2 intervals, 2 for the choices of the first row, and 1 for
    // whether the level is entered.
    #expect(error == .notEnoughMemory(bytes: 5001 * 5002 / 2 * 15, available: 100 << 20))
  }

  @Test func `of a share of the limit the whole is said, and what all shares need`() throws {
    var budget = MemoryBudget(limit: 1000, shares: 3)
    try budget.spend(333)
    #expect(throws: PlanningError.tableTooLarge(bytes: 1002, limit: 1000)) { try budget.spend(1) }
  }

  @Test func `the machine is not asked for tables of a few mebibytes`() throws {
    let small = try unequal(Array(1...60), Array(repeating: 1, count: 61), levels((3, 0, 0), (2, 5, 1)))
    #expect(failure(small, PlanningMemory(available: { 0 })) == nil)
  }

  @Test(.slow) func `no other method stands in for a table that the machine has no room for`() throws {
    let platform = levels((10, 0, 3), (10, 1, 2), (10, 2, 1))
    let several = try unequal((0..<3000).map { 1 + $0 % 7 }, Array(repeating: 1, count: 3001), platform)
    guard case .notEnoughMemory = failure(several, PlanningMemory(available: { 65 << 20 })) else {
      Issue.record("a schedule was found by another method")
      return
    }
  }

  @Test func `a limit decides before the machine does, and another method stands in and says why`() throws {
    let problem = try unequal((0..<300).map { 1 + $0 % 7 }, Array(repeating: 1, count: 301), levels((3, 0, 0)))
    let schedule = try PlanningMemory.$current.withValue(PlanningMemory(limit: 512 << 10, available: { 0 })) {
      try HRevolve.plan(problem)
    }
    guard case .noIntervals(because: .tooManyIntervals(_, limit: 524_288, _, _), parts: _?)? = schedule.caveat else {
      Issue.record("\(schedule.proof)")
      return
    }
    expectReplays(schedule)
    #expect(schedule.makespanUnits < 4 * (try #require(schedule.lowerBoundUnits)))
  }

  @Test func `joins, shares and tapes keep to the limit too`() throws {
    let join = try Problem(branches: [90, 90], handle: 3, slots: 10)
    let optimum = try Join.plan(join)
    #expect(optimum.isOptimal)
    try PlanningMemory.$current.withValue(PlanningMemory(limit: 1 << 19)) {
      #expect(throws: PlanningError.self) { try JoinTable(lengths: [90, 90], slots: 10) }
      // Closed forms stand in for the table.
      let found = try Join.plan(join)
      let bound = try #require(found.lowerBoundUnits)
      #expect(bound <= optimum.makespanUnits && optimum.makespanUnits <= found.makespanUnits)
    }
    let demand = RoomDemand(
      try Problem(
        chain: Chain(length: 100, stateSize: .uniform(1), tapes: Tapes(size: .uniform(2))),
        levels: [Level(name: "memory", capacity: 150)]))
    let most = try #require(RoomGrid(demand)?.most)
    try PlanningMemory.$current.withValue(PlanningMemory(limit: 3 << 20)) {
      let grid = try #require(RoomGrid(demand))
      #expect(!grid.isExact && grid.most < most)
    }
  }
}
