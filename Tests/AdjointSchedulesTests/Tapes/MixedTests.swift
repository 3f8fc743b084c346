import TestSupport
import Testing

@testable import AdjointSchedules

/// Mixed checkpointing: the closed form against the search, against the table, and replayed.
@Suite struct MixedTests {
  private func mixed(_ length: Int, _ slots: Int, forward: Int = 1, adjoint: Int = 1) throws -> Problem {
    try Problem(
      chain: Chain(length: length, forwardCost: .uniform(forward), tapes: Tapes(adjointCost: .uniform(adjoint))),
      levels: levels((slots, 0, 0)))
  }

  @Test(.slow) func `the closed form equals the search on all small problems`() throws {
    for length in 1...8 {
      for slots in 1...5 {
        let problem = try mixed(length, slots, forward: 3, adjoint: 2)
        guard let optimum = ExhaustiveSearch(problem: problem).optimum() else {
          #expect(slots == 1 && length > 1)
          #expect(
            throws: PlanningError.tooLittleForTapes(level: "level 0", available: 1, needed: 2, inBytes: false)
          ) { try Mixed.plan(problem) }
          continue
        }
        #expect(try Mixed.plan(problem).makespanUnits == optimum, "\(problem)")
      }
    }
  }

  @Test(.slow) func `the closed form equals the table, which knows of states in slots too`() throws {
    for length in 1...45 {
      for slots in 2...12 {
        let table = try RoomTable<Int32>(
          RoomChain(
            forwardCosts: Array(repeating: 1, count: length), stateUnits: Array(repeating: 1, count: length),
            tapeUnits: Array(repeating: 1, count: length), write: 0, read: 0, rooms: FreeRooms(upTo: slots)))
        let steps = MixedPlan.forwardSteps(length: length, slots: slots)
        #expect(table.surplus.map { Int128($0 + length) } == steps, "length \(length), slots \(slots)")
      }
    }
  }

  @Test func `every schedule does what it announces`() throws {
    for length in 0...60 {
      for slots in 2...10 {
        let schedule = try Mixed.plan(try mixed(length, slots, forward: 2, adjoint: 3))
        #expect(schedule.isOptimal)
        expectReplays(schedule)
      }
    }
    expectReplays(try Mixed.plan(try mixed(100_000, 9)))
    expectReplays(try Mixed.plan(try mixed(3000, 2)))
    expectReplays(try Mixed.plan(try mixed(5000, 6000)))
  }

  @Test func `a billion steps are planned and begun at once, and far longer chains counted`() throws {
    let schedule = try Mixed.plan(try mixed(1_000_000_000, 30))
    #expect(try schedule.statistics().backwardSteps == 1_000_000_000)
    var machine = ReplayMachine(problem: schedule.problem)
    for operation in schedule.prefix(100_000) { try machine.execute(operation) }
    #expect(schedule.makespanUnits == Int(MixedPlan.forwardSteps(length: 1_000_000_000, slots: 30)) + 1_000_000_000)
    let longest = try Mixed.plan(try mixed(100_000_000_000_000_000, 60, adjoint: 0))
    #expect(try longest.statistics().forwardSteps == longest.makespanUnits)
    #expect(throws: PlanningError.overflow(quantity: .makespan)) {
      try Mixed.plan(try mixed(Chain.maximumLength, 2))
    }
  }

  @Test func `backward steps that differ only add to the makespan`() throws {
    let adjoint = Array(1...20)
    let problem = try Problem(
      chain: Chain(length: 20, tapes: Tapes(adjointCost: .each(adjoint))), levels: levels((4, 0, 0)))
    let schedule = try Mixed.plan(problem)
    #expect(
      schedule.makespanUnits == (try Mixed.plan(try mixed(20, 4, adjoint: 0))).makespanUnits + adjoint.reduce(0, +))
    expectReplays(schedule)
  }

  /// What MixedCheckpointSchedule of checkpoint_schedules 1.0.4 runs for n steps and s units: its tapes give no state, and
  /// the tape at work takes no unit, so that s units there are s + 1 slots here.
  @Test func `no chain takes more steps than where tapes give no state`() throws {
    for (steps, units, stated) in [(10, 1, 54), (10, 3, 19), (30, 2, 148), (30, 5, 70), (50, 5, 138), (100, 10, 237)] {
      #expect(Self.withoutReadingTapes(steps, units) == stated)
      #expect(MixedPlan.forwardSteps(length: steps, slots: units + 1) < stated, "\(steps) steps, \(units) units")
    }
  }

  private static func withoutReadingTapes(_ steps: Int, _ units: Int) -> Int {
    var least = (0...units).map { _ in Array(repeating: Int.max / 4, count: steps + 1) }
    for unit in 0...units { least[unit][1] = 1 }
    for unit in stride(from: 1, through: units, by: 1) {
      for n in stride(from: 2, through: steps, by: 1) {
        least[unit][n] = 1 + least[unit - 1][n - 1]
        for k in 1..<n { least[unit][n] = min(least[unit][n], k + least[unit - 1][n - k] + least[unit][k]) }
      }
    }
    return least[units][steps]
  }
}
