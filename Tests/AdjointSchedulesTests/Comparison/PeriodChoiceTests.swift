import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct PeriodChoiceTests {
  @Test func `the best period is the planner's, and none beside it costs less a step`() throws {
    for memory in [0, 1, 3, 10] {
      for (write, read) in [(0, 0), (5, 4), (30, 1), (200, 100)] {
        let problem = try uniform(5000, levels((memory, 0, 0), (nil, write, read)))
        let choice = try PeriodChoice(problem)
        let best = try #require(choice.candidates.first { $0.period == choice.best })
        for other in choice.candidates {
          #expect(
            best.segmentCost * other.period <= other.segmentCost * best.period, "m = \(memory), \(write), \(read)")
        }
        let options = PlannerOptions(period: choice.best, lowerBound: 0)
        #expect(
          try PeriodicDiskRevolve.plan(problem, options: options).makespanUnits
            == PeriodicDiskRevolve.plan(problem, options: PlannerOptions(lowerBound: 0)).makespanUnits)
      }
    }
  }

  @Test func `it does not depend on the length once the chain is long enough`() throws {
    let platform = levels((4, 0, 0), (nil, 20, 10))
    let long = try PeriodChoice(try uniform(Chain.maximumLength, platform))
    #expect(try PeriodChoice(try uniform(10_000, platform)).candidates == long.candidates)
    #expect(long.candidates.count == 7)
  }

  @Test func `a disk with few slots asks for a longer period, a short chain for a shorter one`() throws {
    let few = try PeriodChoice(try uniform(1000, levels((2, 0, 0), (4, 5, 4))))
    #expect(few.best == 250 && few.candidates.allSatisfy { $0.period >= 250 })
    let short = try PeriodChoice(try uniform(3, levels((2, 0, 0), (nil, 500, 400))))
    #expect(short.candidates.allSatisfy { $0.period <= 4 })
  }
}
