import TestSupport
import Testing

@testable import AdjointSchedules

/// Levels that cost more than they save: left alone where a strategy may choose, named where it may not.
@Suite struct PointlessLevelTests {
  private let dear = 100_000_000_000_000_000

  /// Returns the level that a caveat names.
  private func pointless(_ schedule: Schedule) -> Caveat.PointlessLevel? {
    if case .heuristic(_, let level)? = schedule.caveat { return level }
    return nil
  }

  @Test func `the periodic planners leave a disk alone that gains nothing`() throws {
    for planner in [Planner.periodicDiskRevolve, .twoLevel] {
      for disk in [nil, 1, 5] {
        let problem = try uniform(1000, levels((20, 0, 0), (disk, 1_000_000, 1)))
        let schedule = try planner.schedule(for: problem)
        #expect(
          schedule.makespanUnits == (try Revolve.plan(uniform(1000, levels((20, 0, 0)))).makespanUnits), "\(planner)")
        #expect(try schedule.statistics().levels[1] == Statistics.LevelUse())
        #expect(schedule.isOptimal)
        // Who asks for a period gets it.
        let wanted = try planner.schedule(for: problem, options: PlannerOptions(period: 1000))
        #expect(try wanted.statistics().levels[1].writes == 1)
      }
    }
  }

  @Test(.slow) func `a strategy that has to use a level says where it only costs`() throws {
    let problem = try uniform(4, levels((1, 0, 0), (3, dear, 0)))
    for planner in [Planner.storeAll, .multistage] {
      let schedule = try planner.schedule(for: problem)
      #expect(schedule.makespanUnits > dear)
      #expect(schedule.caveat == .heuristic(planner, pointless: .init(index: 1, saving: 9999)))
    }
    let period = try TwoLevel.plan(problem, options: PlannerOptions(period: 2))
    #expect(pointless(period)?.index == 1)
    for planner in [Planner.uniform, .online, .storeNone, .oneReadDiskRevolve, .twoLevel, .periodicDiskRevolve] {
      #expect(try planner.schedule(for: problem).makespanUnits < dear, "\(planner)")
    }
  }

  @Test func `a memory that only costs is named, too, though steps need room on it`() throws {
    let problem = try Problem(
      chain: Chain(length: 20, stateSize: .uniform(1), forwardTemporary: .uniform(1), backwardTemporary: .uniform(1)),
      levels: [
        Level(name: "memory", capacity: 4, writeCost: 50, readCost: 50),
        Level(name: "disk", slots: 5, writeCost: 1, readCost: 1),
      ])
    #expect(pointless(try Planner.multistage.schedule(for: problem))?.index == 0)
  }

  @Test func `a level that is worth its costs is not named`() throws {
    let problem = try uniform(60, levels((3, 0, 0), (4, 3, 2)))
    #expect(try Multistage.plan(problem).caveat == .heuristic(.multistage, pointless: nil))
  }
}
