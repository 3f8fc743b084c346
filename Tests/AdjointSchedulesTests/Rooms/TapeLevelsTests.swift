import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Chains with tapes on several levels, against the search that no planner calls.
@Suite struct TapeLevelsTests {
  typealias Traits = SeededGenerator.RoomTraits

  @Test(
    arguments: [(71, Traits(byByte: false, temporaries: false, compresses: false)), (72, Traits())]
      as [(UInt64, Traits)])
  func `every random problem's schedule is the search's optimum`(seed: UInt64, _ traits: Traits) throws {
    var random = SeededGenerator(seed: seed)
    var solved = 0
    for _ in 0..<trials(60) {
      let problem = try random.roomProblem(tapes: true, traits)
      guard let optimum = ExhaustiveSearch(problem: problem).optimum() else {
        #expect(throws: PlanningError.self, "\(problem)") { try Rotor.plan(problem) }
        continue
      }
      guard let schedule = try? Rotor.plan(problem) else {
        Issue.record("the search has \(optimum), and the planner nothing: \(problem)")
        continue
      }
      #expect(schedule.makespanUnits == optimum && schedule.isOptimal, "\(problem)")
      expectReplays(schedule)
      solved += 1
    }
    #expect(solved >= trials(24, few: 2))
  }

  @Test func `a short chain of large sizes takes no more memory than the sums that its sizes can have`() throws {
    let mib = [416, 111, 781, 744, 298]
    let chain = Chain(
      length: 4, forwardCost: .each([15244, 17947, 14347, 17006]), stateSize: .each(mib.map { $0 << 20 }),
      tapes: Tapes(size: .each([304, 873, 431, 588].map { $0 << 20 }), adjointCost: .uniform(100)))
    let levels = [
      Level(name: "gpu", capacity: 2 << 30),
      Level(name: "disk", capacity: 2 << 30, writeBandwidth: 30_000, readBandwidth: 200_000),
    ]
    let asked = Requests()
    try PlanningMemory.$current.withValue(PlanningMemory(limit: 1 << 30, onRequest: asked.note)) {
      let schedule = try Planner.rotor.schedule(for: Problem(chain: chain, levels: levels))
      expectReplays(schedule)
    }
    #expect(asked.most < 64 << 20)
  }

  @Test func `the table alone is valid and seldom worse, what it says is solved is, and no relaxation costs more`()
    throws
  {
    var random = SeededGenerator(seed: 73)
    var (solved, reached, bounded) = (0, 0, 0)
    for _ in 0..<trials(60) {
      let problem = try random.roomProblem(tapes: true, Traits())
      guard let optimum = ExhaustiveSearch(problem: problem).optimum() else { continue }
      let demand = RoomDemand(problem)
      let every = try TapePlanning.everySchedule(problem, tapeAccess: demand.tapeAccess)
      let grid = try #require(RoomGrid(demand))
      let chain = demand.chain(on: grid)
      let table = try RoomTable<Int>(chain)
      solved += 1
      if let surplus = table.surplus {
        let schedule = Schedule(
          problem: problem, planner: .rotor, makespan: every + surplus, lowerBound: 0, caveat: .placesStay,
          plan: RoomPlan(table: table, problem: problem))
        expectReplays(schedule)
        #expect(every + surplus >= optimum, "\(problem)")
        if chain.isSolvedByTable { #expect(every + surplus == optimum, "\(problem)") }
        reached += every + surplus == optimum ? 1 : 0
      }
      var bound = TapeBound(demand.withoutTemporaries).makespan(every: every)
      #expect(bound <= optimum, "\(problem)")
      for relaxed in TapePlanning.relaxations(demand, grid, nil) {
        let surplus = try #require(try RoomTable<Int32>(relaxed).surplus, "\(problem)")
        #expect(every + surplus <= optimum, "\(problem)")
        bound = max(bound, every + surplus)
      }
      bounded += bound == optimum ? 1 : 0
    }
    #expect(solved >= trials(24) && reached * 10 > solved * 9 && bounded * 2 > solved)
  }

  @Test(.slow) func `longer chains are replayed as announced, on fine and on coarse grids`() throws {
    var random = SeededGenerator(seed: 74)
    for _ in 0..<20 {
      let problem = try random.roomProblem(tapes: true, Traits(levels: 1...3, lengths: 5...24))
      guard let fine = try? Rotor.plan(problem) else { continue }
      expectReplays(fine)
      for units in [40, 400] {
        let coarse = try TapePlanning.best(for: problem, planner: .rotor, maximumUnits: units)
        expectReplays(coarse)
        #expect(coarse.lowerBoundUnits ?? 0 <= fine.makespanUnits, "\(problem) \(units)")
        #expect(fine.lowerBoundUnits ?? 0 <= coarse.makespanUnits, "\(problem) \(units)")
      }
    }
  }

  @Test func `what tapes cost is summed up exactly, however much it is beside the steps`() throws {
    // In units of 10^-9, as seconds on levels with bandwidths are: the sums of two tapes leave 32 bits.
    for (length, write, read) in [(2, 0, 1_333_333_334), (4, 900_000_001, 700_000_003), (5, 1 << 58, 1 << 57)] {
      let chain = Chain(
        length: length, forwardCost: .uniform(1), stateSize: .uniform(1), tapes: Tapes(size: .uniform(4)))
      let problem = try Problem(
        chain: chain,
        levels: [
          Level(name: "memory", capacity: 6), Level(name: "host", capacity: 40, writeCost: write, readCost: read),
        ])
      let schedule = try Rotor.plan(problem)
      #expect(schedule.makespanUnits == ExhaustiveSearch(problem: problem).optimum() && schedule.isOptimal)
      expectReplays(schedule)
    }
    // And the fast level itself may cost that much.
    let problem = try Problem(
      chain: Chain(length: 3, forwardCost: .uniform(0), stateSize: .uniform(1), tapes: Tapes(size: .uniform(4))),
      levels: [Level(name: "memory", capacity: 6, readCost: 1_333_333_334), Level(name: "host", capacity: 9)])
    let schedule = try Rotor.plan(problem)
    #expect(schedule.makespanUnits == ExhaustiveSearch(problem: problem).optimum())
    expectReplays(schedule)
  }

  @Test func `the example of the page`() throws {
    let chain = Chain(
      length: 5, stateSize: .uniform(1), tapes: Tapes(size: .uniform(3), adjointCost: .uniform(2)))
    let memory = Level(name: "memory", capacity: 4)
    let quarter = Level(name: "host", capacity: 100, writeCost: 25, readCost: 25)
    #expect(try Rotor.plan(try Problem(chain: chain, levels: [memory])).makespanUnits == 25)
    let scaled = Chain(
      length: 5, forwardCost: .uniform(100), stateSize: .uniform(1),
      tapes: Tapes(size: .uniform(3), adjointCost: .uniform(200)))
    let schedule = try Rotor.plan(try Problem(chain: scaled, levels: [memory, quarter], fractionDigits: 2))
    #expect(schedule.makespanUnits == 1700 && schedule.isOptimal)
    expectReplays(schedule)
  }
}
