import Synchronization
import TestSupport
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
        let single = try row.planner.schedule(for: problem)
        #expect(row.makespan == single.makespanUnits && row.isOptimal == single.isOptimal, "\(row.planner)")
        #expect(try row.statistics == single.statistics(), "\(row.planner)")
        #expect(row.rerunSteps == row.statistics.forwardSteps - problem.chain.length)
      }
      for exclusion in comparison.notApplicable {
        #expect(throws: exclusion.reason) { try exclusion.planner.schedule(for: problem) }
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
    #expect(throws: PlanningError.overflow(quantity: .makespan)) {
      try uniform(Chain.maximumLength, levels((1, 0, 0)), forward: 9).storeAllMakespan()
    }
  }

  @Test func `a planner may do only its share of the work`() throws {
    let table = { () throws(PlanningError) in
      try LevelTable(
        length: 5000, forwardCost: 1, backwardCost: 1,
        levels: [(index: 0, level: Level(name: "", slots: 2, writeCost: 3))])
    }
    #expect(try table().optimum.count == 5001)
    let cut = PlanningEffort.$current.withValue(PlanningEffort(parts: 1 << 37)) { Result(catching: table) }
    guard case .failure(.tooMuchWork(what: .rowSplits, _, limit: 2)) = cut else {
      Issue.record("the table was not cut")
      return
    }
  }

  @Test func `a row that was cut short is not proven, has a gap, and says so`() throws {
    // Not hierarchical: the exact table fits one plan's work, but not its part.
    let problem = try uniform(5000, levels((5, 9, 0), (5, 0, 9)))
    let entries = 5001 * 36 * 2
    #expect(entries <= SlotVectorTable.maximumEntries && entries > SlotVectorTable.maximumEntries / 12)
    let comparison = try Comparison(problem)
    for planner in [Planner.hrevolve, .diskRevolve] {
      let row = try #require(comparison.rows.first { $0.planner == planner })
      #expect(row.isCut && !row.isOptimal && row.lowerBound ?? .max < row.makespan)
      #expect(try #require(row.millionthsAbove) > 0)
    }
    // What has a closed form has nothing that could be cut.
    for planner in [Planner.multistage, .storeNone, .uniform] {
      #expect(comparison.rows.first { $0.planner == planner }?.isCut == false)
    }
    // Another that needs no more than its part is what it is alone.
    #expect(try Comparison(uniform(60, levels((2, 9, 0), (2, 0, 9)))).rows.allSatisfy { !$0.isCut })
  }

  @Test func `a planner that has no schedule within its part is told apart from one that has none at all`() throws {
    let comparison = try Comparison(uniform(1_000_000, levels((1000, 0, 0))))
    let online = try #require(comparison.notApplicable.first { $0.planner == .online })
    guard case .cutShort(.unsuited) = online.reason else {
      Issue.record("\(online.reason)")
      return
    }
  }

  private final class Heard: Sendable {
    let planners = Mutex<Set<Planner?>>([])
    let units = Mutex<Set<ProgressUnit>>([])
    var observer: PlanningObserver {
      { step in
        self.planners.withLock { _ = $0.insert(step.planner) }
        self.units.withLock { _ = $0.insert(step.unit) }
      }
    }
  }

  @Test func `progress says whose it is, and counting operations has its own`() throws {
    let comparing = Heard()
    _ = try Comparison(
      uniform(30_000, levels((2, 1, 0), (5, 11, 7), (7, 90, 40)), forward: 3), observer: comparing.observer)
    #expect(comparing.planners.withLock { $0.contains(.hrevolve) })
    let counting = Heard()
    let problem = try sized([1, 2, 3, 1, 2], [7, 3, 9, 4, 4, 8], [bytes(20)])
    _ = try Planner.hrevolve.schedule(for: problem).statistics(observer: counting.observer)
    #expect(counting.units.withLock { $0 == [.countedBackwardSteps] })
  }
}
