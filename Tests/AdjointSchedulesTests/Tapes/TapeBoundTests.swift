import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// When the table of a chain with tapes is the optimum, and what its relaxations prove, against the search that no
/// planner calls.
@Suite struct TapeBoundTests {
  /// Returns chains whose costs and sizes are zero, alike or in order more often than chance has them.
  private func chains(_ count: Int, seed: UInt64) -> [TapedChain] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { number in
      var chain = random.tapedChain(upTo: 5, falling: number % 2 == 0, free: false)
      switch number % 7 {
      case 0: chain.states = chain.states.map { _ in 0 }
      case 1: chain.states = chain.states.map { _ in 2 }
      case 2: chain.tapes = chain.tapes.map { _ in 3 }
      case 3: chain.tapes = zip(chain.tapes, chain.states).map { $0 + $1 }
      case 4: chain.tapes = chain.tapes.map { $0 / 3 }
      default: break
      }
      switch number % 5 {
      case 0: chain.write = 0
      case 1: chain.read = 0
      case 2: chain.forward = chain.forward.map { $0 == 0 ? 0 : 1 }
      default: break
      }
      return chain
    }
  }

  @Test(.slow) func `what is said to be solved by the table is the search's optimum, and no relaxation costs more`()
    throws
  {
    var (solved, claimed, crossed, reached) = (0, 0, 0, 0)
    for chain in chains(300, seed: 61) {
      guard let optimum = ExhaustiveSearch(problem: try chain.problem()).optimum() else { continue }
      let surplus = try #require(try RoomTable<Int32>(chain.table).surplus)
      let makespan = chain.every + surplus
      #expect(makespan >= optimum, "\(chain)")
      if chain.table.isSolvedByTable {
        #expect(makespan == optimum, "\(chain)")
        claimed += 1
      }
      var bound = 0
      for relaxed in chain.table.relaxations {
        bound = max(bound, chain.every + (try #require(try RoomTable<Int32>(relaxed).surplus)))
      }
      #expect(bound <= optimum, "\(chain)")
      solved += 1
      crossed += chain.table.relaxations.count > 1 ? 1 : 0
      reached += bound == optimum ? 1 : 0
    }
    #expect(solved > 100 && claimed * 4 > solved && crossed * 5 > solved && reached * 10 > solved * 8)
  }

  @Test(arguments: [
    (
      TapedChain(
        forward: [1, 0, 0, 0, 0], adjoint: [0, 0, 0, 0, 0], states: [0, 0, 1, 0, 0], tapes: [1, 2, 3, 2, 5], read: 1,
        capacity: 5), 10, 9
    ),
    (
      TapedChain(
        forward: [0, 1, 0, 0, 0, 0, 0], adjoint: [0, 0, 0, 0, 0, 0, 0], states: [0, 0, 0, 0, 0, 0, 0],
        tapes: [1, 0, 1, 1, 1, 1, 1], write: 1, read: 2, capacity: 2), 29, 28
    ),
    (
      TapedChain(
        forward: [0, 1, 0, 0, 0], adjoint: [0, 0, 0, 0, 0], states: [0, 0, 0, 1, 0], tapes: [1, 0, 1, 2, 2], read: 2,
        capacity: 2), 17, 16
    ),
  ])
  func `where a read costs, a tape that is run over or a state that is passed by may be better than the table`(
    _ chain: TapedChain, table: Int, optimum: Int
  ) throws {
    #expect(try RoomTable<Int32>(chain.table).surplus == table - chain.every)
    #expect(!chain.table.isSolvedByTable)
    let problem = try chain.problem()
    #expect(ExhaustiveSearch(problem: problem).optimum() == optimum)
    let schedule = try Rotor.plan(problem)
    #expect(schedule.makespanUnits == optimum && schedule.isOptimal)
    expectReplays(schedule)
  }

  @Test(.slow) func `a bound of a chain that is too long for the search holds: 383 was stated, and 380 is possible`()
    throws
  {
    let chain = TapedChain(
      forward: [1, 4, 4, 1, 3, 0, 4, 5], adjoint: Array(repeating: 0, count: 8), states: Array(repeating: 1, count: 8),
      tapes: [7, 7, 8, 4, 1, 3, 7, 4], write: 0, read: 40, capacity: 15)
    let surplus = try #require(try RoomTable<Int32>(chain.table).surplus)
    let optimum = try #require(ExhaustiveSearch(problem: try chain.problem()).optimum())
    for relaxed in chain.table.relaxations {
      let bound = try #require(try RoomTable<Int32>(relaxed).surplus)
      #expect(bound <= surplus && chain.every + bound <= optimum)
    }
  }

  @Test(.slow) func `sizes that dwarf the rest are planned exactly, by the sums that can occur`() throws {
    let nasty = [0, 1, 2, 3, 1_000_003, 4_000_012, 10_000_030]
    var random = SeededGenerator(seed: 62)
    var solved = 0
    for _ in 0..<400 {
      var chain = random.tapedChain(upTo: 4, falling: false, free: true)
      chain.states = chain.states.map { _ in nasty.randomElement(using: &random) ?? 0 }
      chain.tapes = chain.tapes.map { _ in nasty.randomElement(using: &random) ?? 0 }
      let some = (chain.states + chain.tapes).filter { _ in Bool.random(using: &random) }
      chain.capacity = some.reduce(Int.random(in: 0...2, using: &random), +)
      let problem = try chain.problem()
      guard let optimum = ExhaustiveSearch(problem: problem).optimum() else { continue }
      let grid = try #require(RoomGrid(RoomDemand(problem), maximumUnits: 4000))
      #expect(grid.isExact, "\(chain)")
      let schedule = try TapePlanning.best(for: problem, planner: .rotor, maximumUnits: 4000)
      #expect(schedule.makespanUnits == optimum && schedule.isOptimal, "\(chain)")
      expectReplays(schedule)
      solved += 1
    }
    #expect(solved > 100)
  }

  @Test func `a list of what can be left over is that of all subsets`() throws {
    let sizes = [3, 5, 5, 0, 9, 40]
    var sums: Set<Int> = []
    for subset in 0..<(1 << sizes.count) {
      sums.insert(sizes.indices.reduce(0) { $0 + (subset >> $1 & 1 == 1 ? sizes[$1] : 0) })
    }
    let expected = sums.map { 20 - $0 }.filter { $0 >= 0 }.sorted()
    let rooms = try #require(FreeRooms(of: 20, less: sizes, limit: expected.count))
    #expect(rooms.count == expected.count)
    #expect(FreeRooms(of: 20, less: sizes, limit: expected.count - 1) == nil)
    for (index, amount) in expected.enumerated() {
      #expect(rooms.index(atLeast: amount) == index)
      for size in [3, 5, 9] where expected.contains(amount - size) {
        #expect(rooms.rest(index, less: size) == expected.firstIndex(of: amount - size))
      }
      #expect(rooms.rest(index, less: 21) == -1)
    }
  }
}
