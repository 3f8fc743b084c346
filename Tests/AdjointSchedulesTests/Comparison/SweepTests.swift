import Testing

@testable import AdjointSchedules

@Suite struct SweepTests {
  @Test func `each entry is the planner's own schedule, in the order of the planners`() throws {
    let planners: [Planner] = [.online, .storeAll, .hrevolve]
    for length in [0, 5, 20] {
      let problem = try uniform(length, levels((3, 0, 0), (6, 2, 2)))
      var sweep = Sweep(planners: planners, longest: 20)
      let entries = sweep.entries(for: problem)
      #expect(entries.map(\.planner) == planners)
      for entry in entries {
        let single = Result { () throws(PlanningError) in try ScheduleFigures(entry.planner.plan(problem)) }
        #expect((try? entry.result.get().makespan) == (try? single.get().makespan), "\(entry.planner), l = \(length)")
        #expect((try? entry.result.get().statistics) == (try? single.get().statistics))
      }
    }
  }

  @Test func `a table shared by all lengths gives what a table of each length gives`() throws {
    var compared = 0
    for memory in 0...3 {
      for disk in [nil, 0, 1, 3, 40] {
        for (write, read) in [(0, 0), (5, 4), (20, 1)] {
          var sweep = Sweep(planners: [.oneReadDiskRevolve], longest: 40)
          for length in (0...40).reversed() {
            let problem = try uniform(length, levels((memory, 0, 0), (disk, write, read)), forward: 2)
            let single = Result { () throws(PlanningError) in
              try ScheduleFigures(OneReadDiskRevolve.plan(problem, options: PlannerOptions(lowerBound: 0)))
            }
            #expect(sweep.entries(for: problem).first?.result == single, "\(problem)")
            compared += 1
          }
        }
      }
    }
    #expect(compared == 4 * 5 * 3 * 41)
  }

  @Test func `a chain longer than announced is planned all the same`() throws {
    var sweep = Sweep(planners: [.oneReadDiskRevolve], longest: 10)
    let problem = try uniform(40, levels((2, 0, 0), (nil, 30, 1)))
    #expect(try sweep.entries(for: problem).first?.result.get().makespan == 227)
  }

  @Test func `a period reaches the planners that have one`() throws {
    let problem = try uniform(50, levels((60, 0, 0)))
    var sweep = Sweep(planners: [.uniform], longest: 50)
    let entry = try #require(sweep.entries(for: problem, period: 10).first)
    #expect(try entry.result.get().statistics.levels[0].peakSlots == 5)
  }
}
