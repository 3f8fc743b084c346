import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Equal steps with tapes planned by prices, or in closed form, against the table over their number and the search.
@Suite struct UniformTapePricesTests {
  private func rooms(_ chain: UniformTapeChain) throws -> UniformTapeRooms {
    try #require(UniformTapeRooms(chain, limit: 1 << 20))
  }

  private func expect(_ plan: any SchedulePlan, _ surplus: Int, of chain: EqualTapes) throws {
    expectReplays(
      Schedule(problem: try chain.problem(), planner: .rotor, makespan: chain.every + surplus, plan: plan))
  }

  @Test func `prices find what the table finds`() throws {
    var random = SeededGenerator(seed: 144)
    for _ in 0..<150 {
      var chain = random.equalTapes(upTo: 90)
      chain.forward = max(1, chain.forward)
      chain.state = max(1, chain.state)
      guard chain.isTight else { continue }
      let rooms = try rooms(chain.chain)
      var search = try WindowSearch<UniformTapeLosses>(PricedTapes(chain: chain.chain, rooms: rooms))
      let found = try #require(try search.run())
      #expect(found.cost == (try UniformTapeTable(chain.chain, rooms)).surplus, "\(chain)")
      #expect(search.lowerBound == found.cost)
      try expect(
        UniformTapePlan(decisions: found.plan, level: 0, bytes: UniformTapeBytes(state: chain.state, tape: chain.tape)),
        found.cost, of: chain)
    }
  }

  @Test func `where the search is ended at once, the bound and the schedule hold all the same`() throws {
    var random = SeededGenerator(seed: 145)
    var effort = PriceEngine.Effort()
    (effort.exactPairs, effort.thinnedPairs, effort.thinnedPieces) = (0, 100, 2)
    var ended = 0
    for _ in 0..<60 {
      var chain = random.equalTapes(from: 20, upTo: 150)
      chain.forward = max(1, chain.forward)
      chain.state = max(1, chain.state)
      guard chain.isTight else { continue }
      let rooms = try rooms(chain.chain)
      var search = try WindowSearch<UniformTapeLosses>(
        PricedTapes(chain: chain.chain, rooms: rooms), effort: effort)
      let found = try search.run()
      let optimum = try #require(try UniformTapeTable(chain.chain, rooms).surplus)
      #expect(search.lowerBound <= optimum, "\(chain)")
      guard let found else { continue }
      ended += 1
      #expect(found.cost >= optimum, "\(chain)")
      try expect(
        UniformTapePlan(decisions: found.plan, level: 0, bytes: UniformTapeBytes(state: chain.state, tape: chain.tape)),
        found.cost, of: chain)
    }
    #expect(ended > 20)
  }

  @Test func `steps that cost nothing, states that take nothing`() throws {
    for length in [2, 3, 9, 40] {
      for tape in 1...3 {
        for (write, read) in [(0, 0), (0, 1), (5, 1), (1, 3)] {
          for capacity in tape + 1...min(4 * tape + 3, length * tape) {
            var chain = EqualTapes(
              length: length, forward: 0, state: 1, tape: tape, write: write, read: read, capacity: capacity)
            for (forward, state) in [(0, 1), (0, 0), (2, 0), (0, 3)] {
              (chain.forward, chain.state) = (forward, state)
              guard chain.isTight else { continue }
              let bytes = UniformTapeBytes(state: state, tape: tape)
              let solution = try UniformTapeSolution(chain.chain, bytes: bytes)
              #expect(
                solution.surplus == (try UniformTapeTable(chain.chain, try rooms(chain.chain))).surplus, "\(chain)")
              #expect(solution.isExact)
              try expect(solution.plan, solution.surplus, of: chain)
            }
          }
        }
      }
    }
  }

  /// To visit their parts would take gigabytes.
  @Test func `steps that cost nothing are counted at once, however many`() throws {
    for length in [2_585_470_086, 1_000_000_000_000] {
      for (state, tape, write, read, capacity) in [
        (6, 6, 1, 0, 32), (1, 2, 0, 0, 20), (1, 5, 2, 3, 33), (0, 1, 0, 1, 7), (2, 1, 1, 1, 500_000_000),
      ] {
        let chain = EqualTapes(
          length: length, forward: 0, state: state, tape: tape, write: write, read: read, capacity: capacity)
        let schedule = try Rotor.plan(try chain.problem())
        let statistics = try schedule.statistics()
        #expect(statistics.backwardSteps == length && schedule.lowerBoundUnits ?? .max <= schedule.makespanUnits)
        #expect(try #require(statistics.levels[0].peakBytes) <= capacity)
        var machine = ReplayMachine(problem: schedule.problem)
        for operation in schedule.prefix(2_000) { try machine.execute(operation) }
      }
    }
  }

  @Test func `plans in closed form do what they announce, and their bound holds`() throws {
    var random = SeededGenerator(seed: 146)
    for _ in 0..<150 {
      let chain = random.equalTapes(upTo: 60)
      let bytes = UniformTapeBytes(state: chain.state, tape: chain.tape)
      let optimum = try #require(try UniformTapeTable(chain.chain, try rooms(chain.chain)).surplus)
      let (surplus, plan) = try #require(LargeUniformTapes.best(chain.chain, bytes))
      #expect(LargeUniformTapes.lowerBound(chain.chain) <= optimum && optimum <= surplus, "\(chain)")
      try expect(plan, surplus, of: chain)
    }
  }

  @Test func `a million million steps are planned at once and begun`() throws {
    for (state, tape, capacity) in [(1, 5, 200), (3, 7, 200), (3, 8, 45)] {
      let chain = EqualTapes(length: 1_000_000_000_000, state: state, tape: tape, capacity: capacity)
      let schedule = try Rotor.plan(try chain.problem())
      #expect(schedule.isOptimal)
      let statistics = try schedule.statistics()
      #expect(
        statistics.forwardSteps + chain.length == schedule.makespanUnits && statistics.backwardSteps == chain.length)
      #expect(try #require(statistics.levels[0].peakBytes) <= capacity)
      var machine = ReplayMachine(problem: schedule.problem)
      for operation in schedule.prefix(20_000) { try machine.execute(operation) }
    }
  }

  @Test func `long chains in the least room, and sizes of bytes, are answered with a bound`() throws {
    let long = EqualTapes(length: 100_000_000, state: 2, tape: 3, capacity: 5)
    let states = try Rotor.plan(try long.problem())
    #expect(try #require(states.lowerBoundUnits) <= states.makespanUnits)
    #expect(try states.statistics().backwardSteps == long.length)
    let bytes = EqualTapes(length: 3000, state: 8_388_613, tape: 100_663_307, capacity: 16 << 30)
    let schedule = try Rotor.plan(try bytes.problem())
    #expect(schedule.lowerBoundUnits ?? 0 > 0 && schedule.makespanUnits * 99 <= (schedule.lowerBoundUnits ?? 0) * 100)
    expectReplays(schedule)
  }

  /// Three states: longer than what is counted one operation at a time.
  @Test(arguments: [1 << 18, 1 << 22, 1 << 24, 1 << 30])
  func `where segments are too many to be counted, a worse schedule stands with its gap`(limit: Int) throws {
    let chain = EqualTapes(length: 200_000_000, forward: 3, state: 4, tape: 5, write: 3, read: 4, capacity: 13)
    try PlanningMemory.$current.withValue(PlanningMemory(limit: limit)) {
      let schedule = try Rotor.plan(try chain.problem())
      let total = try schedule.statistics()
      let use = total.levels[0]
      let adjoints = chain.length * chain.adjoint
      // All tapes are written, and all are read.
      #expect(
        total.forwardSteps * chain.forward + adjoints + (use.writes + chain.length) * chain.write
          + (use.reads + chain.length) * chain.read == schedule.makespanUnits)
      let bound = try #require(schedule.lowerBoundUnits)
      #expect(bound <= schedule.makespanUnits && schedule.makespanUnits - bound <= bound / 1000, "\(limit)")
    }
  }

  @Test func `segments counted by number and by key amount to the same`() throws {
    for length in [3, 50, 3000] {
      let chain = EqualTapes(length: length, forward: 3, state: 4, tape: 5, write: 3, read: 4, capacity: 13)
      var search = try WindowSearch<UniformTapeLosses>(
        PricedTapes(chain: chain.chain, rooms: try rooms(chain.chain)))
      let plan = try #require(try search.run()).plan
      let numbered = UniformTapePlan(decisions: plan, level: 0, bytes: UniformTapeBytes(state: 4, tape: 5))
      // A plan that is cut has no numbers; this one is cut nowhere.
      var cut = plan
      cut.isCut = true
      let keyed = UniformTapePlan(decisions: cut, level: 0, bytes: numbered.bytes)
      #expect(
        try numbered.statistics(length: length, levelCount: 1) == keyed.statistics(length: length, levelCount: 1))
    }
  }

  @Test(.slow) func `room that steps need while they run, and bytes that cost, are planned as the search says`() throws
  {
    var random = SeededGenerator(seed: 147)
    var solved = 0
    for number in 0..<150 {
      let chain = random.equalTapes(upTo: number < 140 ? 5 : 7, largest: 4)
      let problem = try Problem(
        chain: Chain(
          length: chain.length, forwardCost: .uniform(chain.forward), stateSize: .uniform(chain.state),
          tapes: Tapes(size: .uniform(chain.tape), adjointCost: .uniform(1)),
          forwardTemporary: .uniform(.random(in: 0...2, using: &random)),
          backwardTemporary: .uniform(.random(in: 0...2, using: &random))),
        levels: [
          Level(
            name: "memory", capacity: chain.capacity + 3, writeCost: chain.write, readCost: chain.read,
            writeBandwidth: .random(in: 1...4, using: &random), readBandwidth: .random(in: 1...4, using: &random))
        ])
      guard UniformTapeProblem(problem) != nil, let optimum = ExhaustiveSearch(problem: problem).optimum() else {
        continue
      }
      let schedule = try #require(try TapePlanning.uniform(problem, .rotor))
      #expect(schedule.makespanUnits >= optimum && (schedule.lowerBoundUnits ?? 0) <= optimum, "\(problem)")
      if schedule.isOptimal {
        #expect(schedule.makespanUnits == optimum)
        solved += 1
      }
      expectReplays(schedule)
    }
    #expect(solved > 30)
  }
}
