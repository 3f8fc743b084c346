import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Equal steps with tapes on several levels: segments between the states of the outer levels, and the bound of steps cut into parts.
@Suite struct NestedTapesTests {
  private static func problem(
    _ random: inout SeededGenerator, lengths: ClosedRange<Int>, levels: Int, inSlots: Bool = false
  ) throws -> Problem {
    let (state, tape) = (Int.random(in: 1...3, using: &random), Int.random(in: 1...7, using: &random))
    let chain = Chain(
      length: Int.random(in: lengths, using: &random), forwardCost: .uniform(Int.random(in: 1...6, using: &random)),
      stateSize: inSlots ? nil : .uniform(state),
      tapes: Tapes(size: inSlots ? nil : .uniform(tape), adjointCost: .uniform(Int.random(in: 0...2, using: &random))))
    let levels = (0..<levels).map { index in
      let room = Int.random(in: 2...14, using: &random)
      return Level(
        name: "\(index)", slots: inSlots ? room : nil, capacity: inSlots ? nil : room,
        write: TransferCost(latency: index == 0 ? 0 : Int.random(in: 0...6, using: &random), bandwidth: nil),
        read: TransferCost(latency: index == 0 ? 0 : Int.random(in: 0...6, using: &random), bandwidth: nil))
    }
    return try Problem(chain: chain, levels: levels)
  }

  @Test(arguments: [false, true]) func `nested schedules replay, and cost no less than the bound`(inSlots: Bool) throws
  {
    var random = SeededGenerator(seed: 51)
    var planned = 0
    for _ in 0..<60 {
      let problem = try Self.problem(
        &random, lengths: 10...80, levels: Int.random(in: 2...3, using: &random), inSlots: inSlots)
      guard let rooms = EqualTapeRooms(problem),
        let found = try NestedTapes(problem: problem, planner: .rotor, rooms: rooms).best()
      else { continue }
      let bound = Int(clamping: try CutStepsBound(problem: problem, rooms: rooms).best())
      #expect(bound <= found.makespan && bound > 0, "\(problem)")
      expectReplays(
        Schedule(
          problem: problem, planner: .rotor, makespan: found.makespan, lowerBound: bound, caveat: .oneLevelOrDivided,
          resolution: problem.exactResolution, plan: found.plan))
      planned += 1
    }
    #expect(planned > 30)
  }

  @Test(.slow) func `the bound of steps cut into parts is no greater than the optimum`() throws {
    var random = SeededGenerator(seed: 52)
    var (bounded, above) = (0, 0)
    for number in 0..<150 {
      let problem = try Self.problem(&random, lengths: 2...5, levels: 2, inSlots: number % 4 == 0)
      let rooms = try #require(EqualTapeRooms(problem))
      let bound = try CutStepsBound(problem: problem, rooms: rooms).best()
      guard let search = BestFirstSearch(problem),
        case .found(let optimum, _) = search.search(below: .max, effort: 2_000_000)
      else { continue }
      #expect(bound <= Int128(optimum), "\(problem)")
      bounded += 1
      if bound > problem.forwardTotal + problem.backwardTotal { above += 1 }
    }
    #expect(bounded > 80 && above > 20, "\(above) of \(bounded)")
  }

  @Test(.slow) func `a million equal steps on two and three levels are planned close to their bound`() throws {
    let chain = Chain(length: 1_000_000, stateSize: .uniform(1), tapes: Tapes(size: .uniform(5)))
    let two = [
      Level(name: "gpu", capacity: 2000), Level(name: "host", capacity: 100_000, writeCost: 1, readCost: 1),
    ]
    let three = two + [Level(name: "disk", capacity: 10_000_000, writeCost: 50, readCost: 50)]
    for levels in [two, three] {
      let schedule = try Planner.rotor.schedule(for: Problem(chain: chain, levels: levels))
      let bound = try #require(schedule.lowerBoundUnits)
      #expect(bound <= schedule.makespanUnits && schedule.makespanUnits * 10 < bound * 11)
      #expect(try schedule.statistics().backwardSteps == 1_000_000)
    }
  }
}
