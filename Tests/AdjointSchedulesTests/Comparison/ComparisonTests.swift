import Testing

@testable import AdjointSchedules

@Suite struct ComparisonTests {
  @Test func `each row is what its planner says alone, best first`() throws {
    for problem in try [
      uniform(60, levels((3, 0, 0), (nil, 5, 4))), uniform(30, levels((4, 0, 0))),
      uniform(25, levels((2, 3, 1), (9, 7, 2))),
    ] {
      let comparison = try Comparison(problem)
      #expect(comparison.rows.count + comparison.notApplicable.count == Planner.ofStates.count)
      #expect(zip(comparison.rows, comparison.rows.dropFirst()).allSatisfy { $0.makespan <= $1.makespan })
      for row in comparison.rows {
        let single = try row.planner.plan(problem)
        #expect(row.makespan == single.makespan && row.isOptimal == single.isOptimal, "\(row.planner)")
        #expect(try row.statistics == single.statistics(), "\(row.planner)")
        #expect(row.rerunSteps == row.statistics.forwardSteps - problem.chain.length)
      }
      for exclusion in comparison.notApplicable {
        #expect(throws: exclusion.reason) { try exclusion.planner.plan(problem) }
      }
    }
  }

  @Test func `the optimum heads the table, and what does not apply is said`() throws {
    let comparison = try Comparison(try uniform(40, levels((2, 0, 0), (nil, 30, 1))))
    #expect(comparison.reference == .optimum(210))
    #expect(comparison.storeAll == 81)
    #expect(comparison.rows.prefix(2).map(\.planner) == [.diskRevolve, .hrevolve])
    #expect(comparison.rows.first { $0.planner == .oneReadDiskRevolve }?.makespan == 227)
    #expect(comparison.notApplicable.map(\.planner) == [.revolve])
  }

  @Test func `where the optimum is not proven the reference is a bound that no row undercuts`() throws {
    // Not hierarchical, and too many slots for the exact table.
    let problem = try uniform(3000, levels((30, 9, 0), (40, 0, 9), (50, 4, 4)))
    let comparison = try Comparison(problem)
    guard case .lowerBound(let bound) = comparison.reference else {
      Issue.record("\(comparison.reference)")
      return
    }
    #expect(bound >= comparison.storeAll)
    #expect(comparison.rows.allSatisfy { $0.makespan >= bound })
  }

  @Test func `without any slot there is nothing to compare`() throws {
    #expect(throws: PlanningError.noSlot(length: 5)) { try Comparison(try uniform(5, levels((0, 0, 0)))) }
  }

  @Test func `a planner whose total does not fit is left out, the others stay`() throws {
    let comparison = try Comparison(try uniform(1_000_000_000_000, levels((30, 0, 0))))
    #expect(comparison.rows.contains { $0.planner == .revolve })
    #expect(comparison.notApplicable.contains { $0.planner == .storeNone })
  }

  @Test func `store-all is the sum of all steps, each once`() throws {
    #expect(try uniform(10, levels((1, 0, 0)), forward: 3, backward: 5).storeAllMakespan() == 85)
    let problem = try Problem(
      chain: Chain(length: 2, forwardCost: .each([1, 2]), backwardCost: .each([3, 4, 5])), levels: levels((1, 0, 0)))
    #expect(try problem.storeAllMakespan() == 15)
    #expect(throws: PlanningError.overflow(quantity: "makespan")) {
      try uniform(Chain.maximumLength, levels((1, 0, 0)), forward: 9).storeAllMakespan()
    }
  }
}
