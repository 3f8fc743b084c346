import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Chains with tapes: the table against the search that knows nothing of it, and every schedule replayed.
@Suite struct TapePlanningTests {
  /// Where states do not grow the table is exact; where they do, short chains are searched.
  @Test(arguments: [(true, 51, 600, 40, 300), (false, 52, 300, 40, 120)])
  func `every random problem's schedule is the search's optimum`(
    falling: Bool, seed: Int, short: Int, long: Int, least: Int
  ) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var solved = 0
    for number in 0..<trials(short + long) {
      let chain = random.tapedChain(upTo: number < short ? 4 : 6, falling: falling)
      let problem = try chain.problem()
      guard let optimum = ExhaustiveSearch(problem: problem).optimum() else {
        #expect(throws: PlanningError.self, "\(problem)") { try Rotor.plan(problem) }
        continue
      }
      let schedule = try Rotor.plan(problem)
      #expect(schedule.makespanUnits == optimum && schedule.isOptimal, "\(problem)")
      expectReplays(schedule)
      solved += 1
    }
    #expect(solved > trials(least))
  }

  @Test func `the peak in bytes is counted where only slots limit, for tapes that differ too`() throws {
    for tapes in [StepSize.uniform(0), .uniform(3), .each([0, 0, 1])] {
      for cost in [0, 1] {
        for slots in 1...3 {
          let chain = Chain(length: 3, forwardCost: .uniform(cost), stateSize: .uniform(0), tapes: Tapes(size: tapes))
          let level = Level(name: "memory", slots: slots, readCost: 1)
          let problem = try Problem(chain: chain, levels: [level])
          guard slots > 1 else {
            #expect(throws: PlanningError.self) { try Rotor.plan(problem) }
            continue
          }
          expectReplays(try Rotor.plan(problem))
        }
      }
    }
  }

  @Test func `where dropping a heavy state early pays, the search finds it`() throws {
    let chain = TapedChain(
      forward: [9, 3, 8, 3, 7, 1], adjoint: [1, 1, 2, 4, 2, 0], states: [1, 1, 2, 3, 2, 2], tapes: [4, 5, 5, 4, 4, 1],
      capacity: 6)
    #expect(try RoomTable<Int32>(chain.table).surplus == 105 - chain.every)
    let schedule = try Rotor.plan(try chain.problem())
    #expect(schedule.makespanUnits == 94 && schedule.isOptimal)
    expectReplays(schedule)
  }

  @Test func `longer chains are replayed as announced, on fine and on coarse grids`() throws {
    var random = SeededGenerator(seed: 53)
    for _ in 0..<trials(50) {
      var chain = random.tapedChain(upTo: 40, falling: .random(using: &random), largest: 60)
      let least = Int(
        TapePlanning.leastRoom(states: .each(chain.states), tapes: .each(chain.tapes), length: chain.length))
      chain.capacity = max(chain.capacity, least)
      let problem = try chain.problem()
      let fine = try Rotor.plan(problem)
      expectReplays(fine)
      for units in [10, 50, 200] {
        let coarse = try TapePlanning.best(for: problem, planner: .rotor, maximumUnits: units)
        expectReplays(coarse)
        #expect(
          coarse.makespanUnits >= fine.makespanUnits && coarse.lowerBoundUnits ?? 0 <= fine.makespanUnits,
          "\(problem) \(units)")
      }
    }
  }

  @Test func `the least capacity is enough, and one byte less is refused with that number`() throws {
    var random = SeededGenerator(seed: 54)
    for _ in 0..<300 {
      var chain = random.tapedChain(upTo: 4, falling: false)
      chain.capacity = Int(
        TapePlanning.leastRoom(states: .each(chain.states), tapes: .each(chain.tapes), length: chain.length))
      expectReplays(try Rotor.plan(try chain.problem()))
      let needed = chain.capacity
      chain.capacity -= 1
      let problem = try chain.problem()
      #expect(ExhaustiveSearch(problem: problem).optimum() == nil, "\(problem)")
      #expect(
        throws: PlanningError.tooLittleForTapes(level: "memory", available: needed - 1, needed: needed, inBytes: true)
      ) { try Rotor.plan(problem) }
    }
  }

  @Test func `the schedule of least room does what it announces`() throws {
    var random = SeededGenerator(seed: 55)
    for _ in 0..<trials(200) {
      var chain = random.tapedChain(upTo: 9, falling: false, largest: 50)
      chain.capacity = Int(
        TapePlanning.leastRoom(states: .each(chain.states), tapes: .each(chain.tapes), length: chain.length))
      let problem = try chain.problem()
      // So coarse a grid has no schedule of its own.
      let schedule = try TapePlanning.best(for: problem, planner: .rotor, maximumUnits: 2)
      expectReplays(schedule)
    }
  }

  @Test(.slow) func `slots hold states and tapes alike, whatever the steps cost`() throws {
    var random = SeededGenerator(seed: 56)
    for length in 1...6 {
      for slots in 1...5 {
        for (write, read) in [(0, 0), (3, 0), (0, 2), (4, 4)] {
          let problem = try Problem(
            chain: Chain(
              length: length, forwardCost: .each(random.costs(length)),
              tapes: Tapes(adjointCost: .each(random.costs(length)))),
            levels: [Level(name: "memory", slots: slots, writeCost: write, readCost: read)])
          guard let optimum = ExhaustiveSearch(problem: problem).optimum() else {
            #expect(throws: PlanningError.self) { try Rotor.plan(problem) }
            continue
          }
          let schedule = try Rotor.plan(problem)
          #expect(schedule.makespanUnits == optimum && schedule.isOptimal, "\(problem)")
          expectReplays(schedule)
        }
      }
    }
  }

  @Test func `what has no tapes or no level is refused`() throws {
    #expect(throws: PlanningError.self) { try Rotor.plan(try uniform(5, levels((3, 0, 0)))) }
    let chain = Chain(length: 5, tapes: Tapes())
    #expect(throws: PlanningError.self) { try Rotor.plan(try Problem(chain: chain, levels: [])) }
    #expect(throws: PlanningError.self) {
      try Mixed.plan(try Problem(chain: chain, levels: levels((3, 0, 0), (3, 1, 1))))
    }
    let empty = try Rotor.plan(try Problem(chain: Chain(length: 0, tapes: Tapes()), levels: levels((0, 0, 0))))
    #expect(Array(empty).isEmpty && empty.makespanUnits == 0)
  }

  @Test func `costs at the edge of 64 bits are exact or an error`() throws {
    let big = Int.max / 16
    let chain = TapedChain(
      forward: [big, big - 1, 5], adjoint: [1, 2, 3], states: [1, 1, 1], tapes: [2, 2, 2], capacity: 3)
    let problem = try chain.problem()
    let schedule = try Rotor.plan(problem)
    #expect(schedule.makespanUnits == ExhaustiveSearch(problem: problem).optimum())
    expectReplays(schedule)
    var beyond = chain
    beyond.forward = [.max / 2, .max / 2, 5]
    #expect(throws: PlanningError.overflow(quantity: .makespan)) { try Rotor.plan(try beyond.problem()) }
  }

  @Test func `sizes near the end of 64 bits, and chains longer than any table, are answered`() throws {
    let dear = Chain(length: 2, stateSize: .uniform(1), tapes: Tapes(size: .each([1, Int.max])))
    let full = try Problem(chain: dear, levels: [Level(name: "a", capacity: .max)])
    #expect(
      throws: PlanningError.tooLittleForTapes(level: "a", available: .max, needed: .max, inBytes: true)
    ) { try Rotor.plan(full) }
    let endless = Chain(length: Chain.maximumLength, stateSize: .uniform(3), tapes: Tapes(size: .uniform(2)))
    let long = try Problem(chain: endless, levels: [Level(name: "a", capacity: 10)])
    #expect(throws: PlanningError.overflow(quantity: .makespan)) { try Rotor.plan(long) }
  }

  @Test(.slow) func `chains too long for every interval are planned on a ladder of scales, with a bound`() throws {
    var random = SeededGenerator(seed: 57)
    for length in [200, 1000, 1500] {
      var chain = random.tapedChain(upTo: 1, falling: false)
      chain.forward = random.costs(length)
      chain.adjoint = random.costs(length)
      chain.states = (0..<length).map { _ in Int.random(in: 1...40, using: &random) }
      chain.tapes = (0..<length).map { _ in Int.random(in: 40...400, using: &random) }
      for parts in [3, 10, 60] {
        chain.capacity = chain.tapes.reduce(0, +) / parts
        let schedule = try PlanningEffort.$current.withValue(PlanningEffort(parts: 100)) {
          try Rotor.plan(try chain.problem())
        }
        expectReplays(schedule)
        #expect(schedule.lowerBoundUnits ?? 0 >= chain.every)
      }
    }
  }

  @Test func `a limit of memory that no table fits leaves the schedule of least room`() throws {
    let chain = TapedChain(
      forward: Array(repeating: 1, count: 18), adjoint: Array(repeating: 1, count: 18),
      states: Array(repeating: 3, count: 18), tapes: Array(2...19), capacity: 60)
    try PlanningMemory.$current.withValue(PlanningMemory(limit: 3000)) {
      let schedule = try Rotor.plan(try chain.problem())
      expectReplays(schedule)
      #expect(!schedule.isOptimal)
    }
  }
}
