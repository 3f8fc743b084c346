import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct SlotBudgetTests {
  /// Counts up from no slot at all.
  private func fewest(_ problem: Problem, level: Int, atMost limit: Int) -> Int? {
    (0...max(1, problem.chain.length)).first { slots in
      let makespan = (try? HRevolve.plan(problem.with(slots: slots, atLevel: level)))?.makespanUnits
      return makespan.map { $0 <= limit } ?? false
    }
  }

  @Test func `the answer is the one that counting up finds, and a slot less is too few`() throws {
    for length in [0, 1, 2, 7, 30, 60] {
      for platform in [levels((0, 0, 0)), levels((0, 0, 0), (nil, 9, 4)), levels((0, 2, 1), (3, 6, 6))] {
        let problem = try uniform(length, platform)
        let storeAll = try problem.storeAllMakespan()
        for percent in [90, 100, 101, 110, 130, 150, 200, 400, 2000] {
          let limit = storeAll * percent / 100
          let budget = try SlotBudget(problem, level: 0, atMost: limit)
          #expect(budget.answer == fewest(problem, level: 0, atMost: limit), "l = \(length), \(platform), \(percent) %")
          for candidate in budget.candidates {
            let schedule = try HRevolve.plan(problem.with(slots: candidate.slots, atLevel: 0))
            #expect(candidate.figures.makespan == schedule.makespanUnits)
            if let answer = budget.answer {
              #expect((candidate.slots >= answer) == (schedule.makespanUnits <= limit))
            }
          }
        }
      }
    }
  }

  @Test func `the slots of a slower level are found too`() throws {
    let problem = try uniform(60, levels((2, 0, 0), (0, 3, 2)))
    for limit in [125, 150, 200, 250, 300, 400] {
      #expect(
        try SlotBudget(problem, level: 1, atMost: limit).answer == fewest(problem, level: 1, atMost: limit), "\(limit)")
    }
  }

  @Test func `a chain so long that few slots overflow has its answer`() throws {
    let problem = try uniform(1_000_000_000_000, levels((0, 0, 0)))
    let limit = 3 * (try problem.storeAllMakespan())
    let budget = try SlotBudget(problem, level: 0, atMost: limit)
    let answer = try #require(budget.answer)
    #expect(try HRevolve.plan(problem.with(slots: answer, atLevel: 0)).makespanUnits <= limit)
    #expect(try HRevolve.plan(problem.with(slots: answer - 1, atLevel: 0)).makespanUnits > limit)
  }

  @Test func `neighbours on either side are given, half and twice as many too`() throws {
    let budget = try SlotBudget(try uniform(1000, levels((0, 0, 0))), level: 0, slots: 20)
    #expect(budget.answer == 20)
    #expect(budget.candidates.map(\.slots) == [10, 18, 19, 20, 21, 22, 40])
    #expect(try SlotBudget(try uniform(9, levels((0, 0, 0))), level: 0, slots: 1).candidates.map(\.slots) == [1, 2, 3])
  }

  @Test func `what hrevolve does not take has no budget`() throws {
    let join = try Problem(branches: [3, 2], handle: 1, slots: 5)
    #expect(throws: PlanningError.unsuited(planner: .hrevolve, .oneChain)) {
      try SlotBudget(join, level: 0, slots: 5)
    }
  }

  @Test func `slots beside and of an overlapped level are enough for what is asked`() throws {
    let overlapped = try uniform(
      9,
      [Level(name: "memory", slots: 2), Level(name: "disk", slots: 4, writeCost: 2, readCost: 2, isOverlapped: true)])
    for level in [0, 1] {
      let answer = try #require(try SlotBudget(overlapped, level: level, atMost: 28).answer)
      let schedule = try Planner.hrevolve.schedule(for: overlapped.with(slots: answer, atLevel: level))
      #expect(schedule.makespanUnits <= 28)
      expectReplays(schedule)
    }
  }

  @Test func `a limit means the same in every unit`() throws {
    let problem = try Problem(
      chain: Chain(length: 10, forwardCost: .uniform(5), backwardCost: .uniform(10)), levels: [], fractionDigits: 1)
    // 10 x 0.5 + 11 x 1 = 16.
    #expect(try problem.storeAllMakespan() == 160)
    #expect(try MakespanLimit.timesStoreAll(DecimalCost(15, fractionDigits: 1)).makespan(for: problem) == 240)
    #expect(try MakespanLimit.cost(DecimalCost(24)).makespan(for: problem) == 240)
    #expect(try MakespanLimit.cost(DecimalCost(24_051, fractionDigits: 3)).makespan(for: problem) == 240)
    #expect(try MakespanLimit.cost(DecimalCost(Int.max)).makespan(for: problem) == Int.max)
  }

  @Test func `ratios are rounded to thousandths, halves up, by integers`() {
    #expect(Ratio(2001, to: 2000).thousandths == 1001)
    #expect(Ratio(20_009, to: 20_000).thousandths == 1000)
    #expect(Ratio(2, to: 3).thousandths == 667)
    #expect(Ratio(1, to: 0).thousandths == nil)
    #expect(Ratio(Int.max, to: Int.max).thousandths == 1000)
    #expect(Ratio(Int.max, to: 1).thousandths == nil)
  }
}
