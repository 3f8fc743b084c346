import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The table over the number of equal steps against the table over intervals, the search, and long reference chains.
@Suite struct UniformTapeTableTests {
  private func surplus(_ chain: UniformTapeChain) throws -> Int? {
    try UniformTapeTable(chain, try #require(UniformTapeRooms(chain, limit: 1 << 20))).surplus
  }

  @Test func `the table says what the table over intervals says`() throws {
    var random = SeededGenerator(seed: 141)
    for _ in 0..<trials(600) {
      let chain = random.equalTapes(upTo: 40)
      #expect(try surplus(chain.chain) == (try RoomTable<Int32>(chain.intervals)).surplus, "\(chain)")
    }
  }

  @Test func `two and three steps in the least room, and one byte less`() throws {
    for length in 2...3 {
      for state in 0...4 {
        for tape in 1...4 {
          for (write, read) in [(0, 0), (3, 0), (0, 2), (5, 7)] {
            var chain = EqualTapes(
              length: length, forward: 2, state: state, tape: tape, write: write, read: read,
              capacity: min(state, tape) + tape)
            let problem = try chain.problem()
            let schedule = try Rotor.plan(problem)
            #expect(schedule.makespanUnits == ExhaustiveSearch(problem: problem).optimum(), "\(chain)")
            #expect(schedule.isOptimal)
            expectReplays(schedule)
            chain.capacity -= 1
            if chain.capacity > 0 { #expect(throws: PlanningError.self) { try Rotor.plan(try chain.problem()) } }
          }
        }
      }
    }
  }

  @Test func `every schedule is the search's optimum where it is said to be, and no bound exceeds that`() throws {
    var random = SeededGenerator(seed: 142)
    var (solved, crossed) = (0, 0)
    for number in 0..<trials(400) {
      let chain = random.equalTapes(upTo: number < 340 ? 5 : number < 396 ? 6 : 7, largest: 4)
      let problem = try chain.problem()
      guard let optimum = ExhaustiveSearch(problem: problem).optimum() else { continue }
      let surplus = try #require(try surplus(chain.chain))
      #expect(chain.every + surplus >= optimum, "\(chain)")
      if chain.chain.isSolvedByTable {
        #expect(chain.every + surplus == optimum, "\(chain)")
        solved += 1
      } else {
        crossed += 1
      }
      for relaxed in chain.chain.relaxations {
        #expect(chain.every + (try #require(try self.surplus(relaxed))) <= optimum, "\(chain)")
        #expect(relaxed.isSolvedByTable)
      }
      let schedule = try Rotor.plan(problem)
      #expect(schedule.makespanUnits == optimum && schedule.isOptimal, "\(chain)")
      expectReplays(schedule)
    }
    #expect(solved > trials(150) && crossed > trials(50, few: 0))
  }

  @Test func `longer chains do what is announced`() throws {
    var random = SeededGenerator(seed: 143)
    for _ in 0..<trials(120) {
      expectReplays(try Rotor.plan(try random.equalTapes(from: 50, upTo: 600, largest: 9).problem()))
    }
  }

  @Test func `slots with costs hold states and tapes alike at any length`() throws {
    for (length, slots) in [(3000, 9), (500, 3), (77, 40)] {
      let problem = try Problem(
        chain: Chain(length: length, forwardCost: .uniform(3), tapes: Tapes()), levels: levels((slots, 2, 1)))
      let schedule = try Rotor.plan(problem)
      #expect(schedule.isOptimal)
      expectReplays(schedule)
    }
  }

  @Test(.slow) func `every reference optimum of chains of up to 2500 steps is attained`() throws {
    let lines: [ReferenceTapes] = try referenceLines("optimum-uniform-tapes")
    #expect(lines.count == 60)
    for line in lines {
      let schedule = try Rotor.plan(try line.chain.problem())
      #expect(schedule.makespanUnits == line.optimum && schedule.isOptimal, "\(line)")
      expectReplays(schedule)
    }
  }
}
