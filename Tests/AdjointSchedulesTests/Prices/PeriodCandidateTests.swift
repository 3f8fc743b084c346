import TestSupport
import Testing

@testable import AdjointSchedules

/// What stands in where the prices meet their limit: whole blocks cut short, and equal segments.
@Suite struct PeriodCandidateTests {
  private let spent = PriceEngine.Effort(exactPairs: 1, thinnedPairs: 1, thinnedPieces: 4)

  private func withPeriods(_ problem: Problem) throws -> (priced: PriceEngine.Result, schedule: Schedule) {
    let priced = try planByPrices(problem, effort: spent).result
    let chain = try UniformChain(problem, planner: .hrevolve)
    let result = try ExactPlanning.withPeriods(priced, problem, chain, problem.usableLevels)
    return (priced, result.schedule(of: problem, .hrevolve))
  }

  @Test func `equal segments stand in where they cost less, on any two levels, and replay`() throws {
    var better = 0
    for platform in [
      levels((2, 0, 0), (nil, 900, 900)), levels((2, 0, 0), (3, 700, 900)), levels((1, 1, 0), (2, 400, 300)),
      levels((1, 0, 0), (2, 30, 40), (nil, 800, 900)), levels((2, 3, 1), (1, 90, 80), (nil, 800, 900), (nil, 900, 900)),
    ] {
      let optimum = try optima(400, platform, forward: 1, backward: 1)
      for length in stride(from: 1, through: 400, by: 21) {
        let (priced, schedule) = try withPeriods(uniform(length, platform))
        #expect(schedule.makespanUnits <= priced.makespan, "l = \(length), \(describe(platform))")
        #expect(schedule.makespanUnits >= optimum[length], "l = \(length), \(describe(platform))")
        expectReplays(schedule)
        if schedule.makespanUnits < priced.makespan { better += 1 }
        if platform.count == 2, platform[1].slots == nil {
          let periodic = try PeriodicDiskRevolve.plan(schedule.problem, options: PlannerOptions(lowerBound: 0))
          #expect(schedule.makespanUnits <= periodic.makespanUnits, "l = \(length), \(describe(platform))")
        }
      }
    }
    #expect(better > 10)
  }

  @Test func `a chain of a dozen dear blocks misses its bound by less than a thousandth`() throws {
    let problem = try uniform(1_000_000_000, levels((3, 0, 0), (nil, 1_000_000_000, 1_000_000_000)))
    let (priced, schedule) = try withPeriods(problem)
    let bound = try #require(schedule.lowerBoundUnits)
    #expect((priced.makespan - bound) * 1000 < bound)
    #expect((schedule.makespanUnits - bound) * 1000 < bound)
  }
}
