import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct SweepTests {
  @Test func `each entry is the planner's own schedule, in the order of the planners`() throws {
    let planners: [Planner] = [.online, .storeAll, .hrevolve]
    for length in [0, 5, 20] {
      let problem = try uniform(length, levels((3, 0, 0), (6, 2, 2)))
      var sweep = Sweep(planners: planners)
      let entries = sweep.entries(for: problem)
      #expect(entries.map(\.planner) == planners)
      for entry in entries {
        let single = Result { () throws(PlanningError) in try ScheduleSummary(entry.planner.schedule(for: problem)) }
        #expect(
          (try? entry.result.get().makespan) == (try? single.get().makespan),
          "\(entry.planner), l = \(length)")
        #expect((try? entry.result.get().statistics) == (try? single.get().statistics))
      }
    }
  }

  @Test func `a period reaches the planners that have one`() throws {
    let problem = try uniform(50, levels((60, 0, 0)))
    var sweep = Sweep(planners: [.uniform])
    let entry = try #require(sweep.entries(for: problem, period: 10).first)
    #expect(try entry.result.get().statistics.levels[0].peakSlots == 5)
  }
}
