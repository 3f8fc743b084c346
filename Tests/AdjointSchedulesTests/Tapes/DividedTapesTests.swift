import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// What people do with tapes: all of them, every n-th block as a segment, whole blocks.
@Suite struct DividedTapesTests {
  private static let planners: [Planner] = [.storeAll, .checkpointSequential, .fullRecomputation]

  /// What a division needs at once on a level that holds everything, and what it runs again.
  private static func need(_ chain: TapedChain, _ starts: [Int]) -> (room: Int, again: Int) {
    var (room, held) = (0, 0)
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1] : chain.length
      room = max(room, held + chain.tapes[start..<end].reduce(0, +))
      held += chain.states[start]
      if index + 1 < starts.count { room = max(room, held) }
    }
    return (room, chain.forward[0..<starts[starts.count - 1]].reduce(0, +))
  }

  /// The starts of the segments as PyTorch's documentation has them.
  private static func starts(_ length: Int, segments: Int) -> [Int] {
    (0..<segments).map { $0 * (length / segments) }
  }

  @Test func `on one level the best division that fits is taken, and a refusal names the least room`() throws {
    var random = SeededGenerator(seed: 31)
    var (planned, refused) = (0, 0)
    for _ in 0..<trials(300, few: 40) {
      var chain = random.tapedChain(upTo: 9, falling: false)
      for planner in Self.planners {
        let counts: [Int] =
          switch planner {
          case .storeAll: [1]
          case .fullRecomputation: [chain.length]
          default: Array(1...chain.length)
          }
        let divisions = counts.map { count in
          let need = Self.need(chain, Self.starts(chain.length, segments: count))
          return (room: need.room, cost: chain.every + need.again + (count - 1) * (chain.write + chain.read))
        }
        let best = divisions.filter { $0.room <= chain.capacity }.map(\.cost).min()
        let problem = try chain.problem()
        let result = Result { () throws(PlanningError) in try planner.schedule(for: problem) }
        switch result {
        case .success(let schedule):
          #expect(schedule.makespanUnits == best, "\(planner) \(chain)")
          expectReplays(schedule)
          planned += 1
        case .failure(.tooLittleToDivide(let named, "memory", let available, let needed, true)):
          #expect(best == nil && named == planner && available == chain.capacity, "\(planner) \(chain)")
          #expect(needed == divisions.map(\.room).min(), "\(planner) \(chain)")
          refused += 1
          let capacity = chain.capacity
          chain.capacity = needed
          expectReplays(try planner.schedule(for: chain.problem()))
          chain.capacity = capacity
        case .failure(let error): Issue.record("\(error): \(chain)")
        }
      }
    }
    #expect(planned > trials(200, few: 15) && refused > trials(100, few: 8))
  }

  @Test func `on any levels every schedule replays, costs no less than the bound, and refusals are right`() throws {
    var random = SeededGenerator(seed: 32)
    var planned = 0
    for _ in 0..<300 {
      let problem = try random.roomProblem(tapes: true, .init(levels: 1...3, lengths: 1...6))
      for planner in Self.planners {
        let result = Result { () throws(PlanningError) in
          try planner.schedule(for: problem, options: PlannerOptions(lowerBound: 0))
        }
        switch result {
        case .success(let schedule):
          expectReplays(schedule)
          planned += 1
        case .failure(.tooLittleToDivide(_, let name, _, let needed, let inBytes)):
          let levels = problem.levels.map { level in
            if level.name != name || inBytes != (level.capacity != nil) { return level }
            return Level(
              name: name, slots: inBytes ? nil : needed, capacity: inBytes ? needed : nil, write: level.write,
              read: level.read, sizeFactor: level.sizeFactor)
          }
          let larger = try Problem(chain: problem.chain, levels: levels)
          expectReplays(try planner.schedule(for: larger, options: PlannerOptions(lowerBound: 0)))
        case .failure(.noRoomForStep), .failure(.overflow(.storedBytes)):
          // No capacity of one level would do.
          break
        case .failure(let error): Issue.record("\(error): \(problem)")
        }
      }
    }
    #expect(planned > 200)
  }

  @Test func `equal steps are counted, not listed, on any levels and at any length`() throws {
    var random = SeededGenerator(seed: 33)
    for _ in 0..<300 {
      let length = Int.random(in: 1...12, using: &random)
      let temporaries = Int.random(in: 0..<3, using: &random) == 0
      let (state, tape) = (Int.random(in: 0...3, using: &random), Int.random(in: 0...5, using: &random))
      let chain = Chain(
        length: length, forwardCost: .uniform(Int.random(in: 0...3, using: &random)), stateSize: .uniform(state),
        tapes: Tapes(size: .uniform(tape)), forwardTemporary: temporaries ? .uniform(1) : nil,
        backwardTemporary: temporaries ? .uniform(2) : nil)
      let levels = (0..<Int.random(in: 1...3, using: &random)).map { index in
        Level(
          name: "\(index)", capacity: Int.random(in: 2...30, using: &random),
          writeCost: index == 0 ? 0 : Int.random(in: 0...2, using: &random),
          readCost: index == 0 ? 0 : Int.random(in: 0...2, using: &random))
      }
      let problem = try Problem(chain: chain, levels: levels)
      let equal = try #require(EqualTapeRooms(problem))
      let listed = ListedTapeRooms(demand: RoomDemand(problem))
      for segments in 1...length {
        let division = TapeDivision(length: length, segments: segments)
        let capacities = equal.pools.map(\.capacity)
        let places = equal.places(division, capacities: capacities)
        let others = listed.places(division, capacities: capacities)
        if levels.count == 1 { #expect(places?.cost == others?.cost, "\(problem) \(segments)") }
        guard let places else { continue }
        let plan = DividedTapesPlan(problem: problem, division: division, places: places, rooms: equal)
        #expect(
          try plan.statistics(length: length, levelCount: levels.count)
            == Statistics(replaying: plan.operations(length: length), on: problem), "\(problem) \(segments)")
      }
    }
    let long = try Problem(
      chain: Chain(length: 1_000_000_000_000, stateSize: .uniform(1), tapes: Tapes(size: .uniform(5))),
      levels: [
        Level(name: "gpu", capacity: 80_000_000), Level(name: "host", capacity: 1 << 50, writeCost: 1, readCost: 1),
      ])
    for planner in Self.planners.dropFirst() {
      let schedule = try planner.schedule(for: long, options: PlannerOptions(lowerBound: 0))
      #expect(try schedule.statistics().backwardSteps == 1_000_000_000_000)
    }
  }

  @Test func `a period is the length of all segments but the last`() throws {
    let problem = try Problem(
      chain: Chain(length: 11, tapes: Tapes()), levels: [Level(name: "memory", slots: 9)])
    let schedule = try Planner.checkpointSequential.schedule(for: problem, options: PlannerOptions(period: 3))
    #expect(
      Array(schedule.prefix(4 as Int)) == [
        .write(level: 0, step: 0), .forward(from: 0, to: 3), .write(level: 0, step: 3), .forward(from: 3, to: 6),
      ])
    #expect(schedule.makespanUnits == 22 + 6)
    expectReplays(schedule)
    #expect(
      throws: PlanningError.tooLittleToDivide(
        planner: .checkpointSequential, level: "memory", available: 9, needed: 11, inBytes: false)
    ) {
      try Planner.checkpointSequential.schedule(for: problem, options: PlannerOptions(period: 1))
    }
  }

  @Test func `comparing tapes has a row for each of them`() throws {
    let comparison = try Comparison(
      try Problem(
        chain: Chain(length: 30, stateSize: .uniform(1), tapes: Tapes(size: .uniform(4))),
        levels: [Level(name: "gpu", capacity: 40), Level(name: "host", capacity: 200, writeCost: 1, readCost: 1)]))
    #expect(Set(comparison.rows.map(\.planner)) == Set(Self.planners + [.rotor]))
    #expect(comparison.rows.first?.planner == .rotor)
    #expect(comparison.notApplicable.map(\.planner) == [.mixed])
  }

  @Test func `equal steps on several levels cost no less than the search's optimum, whose bound holds`() throws {
    var random = SeededGenerator(seed: 34)
    var planned = 0
    for _ in 0..<trials(80) {
      let (state, tape) = (Int.random(in: 0...2, using: &random), Int.random(in: 1...3, using: &random))
      let chain = Chain(
        length: Int.random(in: 1...3, using: &random), forwardCost: .uniform(Int.random(in: 0...3, using: &random)),
        stateSize: .uniform(state), tapes: Tapes(size: .uniform(tape)))
      let levels = (0..<2).map { index in
        Level(
          name: "\(index)", capacity: Int.random(in: 0...9, using: &random),
          writeCost: Int.random(in: 0...2, using: &random), readCost: Int.random(in: 0...2, using: &random))
      }
      let problem = try Problem(chain: chain, levels: levels)
      let found = try #require(EqualTapesOnLevels(problem, planner: .rotor)).schedule()
      let optimum = ExhaustiveSearch(problem: problem).optimum()
      guard let found else { continue }
      expectReplays(found)
      let least = try #require(optimum, "\(problem)")
      #expect(found.makespanUnits >= least && found.lowerBoundUnits ?? 0 <= least, "\(problem)")
      planned += 1
    }
    #expect(planned > trials(40))
  }

  @Test func `a long chain whose steps need room has an answer`() throws {
    var random = SeededGenerator(seed: 35)
    let length = 300
    func sizes(_ count: Int) -> StepSize { .each((0..<count).map { _ in Int.random(in: 1000...9999, using: &random) }) }
    let problem = try Problem(
      chain: Chain(
        length: length, forwardCost: .each(random.costs(length)), stateSize: sizes(length + 1),
        tapes: Tapes(size: sizes(length), adjointCost: .uniform(1)), forwardTemporary: sizes(length),
        backwardTemporary: sizes(length)),
      levels: [Level(name: "gpu", capacity: 400_000)])
    let effort = PlanningEffort(parts: 200)
    let schedule = try effort.limiting { () throws(PlanningError) in try Planner.rotor.schedule(for: problem) }
    expectReplays(schedule)
    #expect(try schedule.statistics().maxStepRuns < 20)
  }
}
