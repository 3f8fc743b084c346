import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct CapacityBudgetTests {
  private func problem(_ capacity: Int = 0) throws -> Problem {
    try Problem(
      chain: Chain(length: 6, stateSize: .each([3, 1, 2, 3, 1, 2, 1])),
      levels: [Level(name: "memory", capacity: capacity)])
  }

  @Test func `the answer is the one that counting up finds, and a byte less is too few`() throws {
    let most = try problem().everythingStored(atLevel: 0)
    #expect(most == 13)
    for percent in [100, 120, 150, 200] {
      let limit = MakespanLimit.timesStoreAll(DecimalCost(percent, fractionDigits: 2))
      let budget = try CapacityBudget(problem(), level: 0, atMost: limit)
      let allowed = try limit.makespan(for: problem())
      let fewest = try (0...most).first { capacity in
        let problem = try problem(capacity)
        let schedule = try? Planner.best(for: problem).schedule(for: problem)
        return schedule.map { $0.makespanUnits <= allowed } ?? false
      }
      #expect(budget.answer == fewest, "\(percent) %")
      for candidate in budget.candidates {
        #expect(candidate.problem.levels[0].capacity == candidate.capacity)
        #expect(candidate.isWithin == (candidate.figures.makespan <= allowed))
        #expect(candidate.isWithin == (candidate.capacity >= budget.answer ?? .max))
      }
    }
  }

  @Test func `a limit that no capacity meets has no answer, but the room for everything`() throws {
    let budget = try CapacityBudget(problem(), level: 0, atMost: .cost(DecimalCost(5)))
    #expect(budget.answer == nil && budget.candidates.map(\.capacity) == [13])
  }

  @Test func `a problem without a schedule at any capacity has no budget`() throws {
    let problem = try Problem(
      chain: Chain(length: 2, stateSize: .uniform(5), forwardTemporary: .uniform(9)),
      levels: [Level(name: "memory", capacity: 8), Level(name: "disk", capacity: 1)])
    #expect(throws: PlanningError.self) { try CapacityBudget(problem, level: 1, atMost: .cost(DecimalCost(99))) }
  }
}
