import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct TransferCostTests {
  private func description(_ sizes: StepSize, write: Int?, read: Int? = nil) -> ProblemDescription {
    var level = ProblemDescription.Level(slots: 2, writeCost: DecimalCost(5, fractionDigits: 1))
    (level.writeBandwidth, level.readBandwidth) = (write, read)
    var description = ProblemDescription(length: 2, levels: [level])
    description.stateSize = sizes
    return description
  }

  @Test func `a transfer costs its latency and the time of its bytes`() throws {
    let problem = try description(.each([10, 25, 0]), write: 4).problem()
    // 10 / 4 = 2.5 and 25 / 4 = 6.25: hundredths are the units.
    #expect(problem.fractionDigits == 2)
    #expect((0...2).map { problem.writeCost(level: 0, state: $0) } == [300, 675, 50])
    #expect(problem.readCost(level: 0, state: 1) == 0)
  }

  @Test func `the time of bytes is rounded up to the ninth digit`() throws {
    let problem = try description(.uniform(1), write: 3).problem()
    #expect(problem.fractionDigits == 9)
    #expect(problem.writeCost(level: 0, state: 0) == 833_333_334)
    // Where one size is moved, planners of slots see the whole cost.
    #expect(problem.levels[0].writeCost == 833_333_334 && problem.levels[0].write.latency == 500_000_000)
  }

  @Test func `planners of slots pay for the bytes of equal states`() throws {
    var description = description(.uniform(6), write: 3, read: 2)
    description.length = 9
    let problem = try description.problem()
    let plain = try Problem(
      chain: Chain(length: 9, forwardCost: .uniform(10), backwardCost: .uniform(10)),
      levels: [Level(name: "level 0", slots: 2, writeCost: 25, readCost: 30)], fractionDigits: 1)
    let (schedule, expected) = (try HRevolve.plan(problem), try HRevolve.plan(plain))
    #expect(schedule.makespanUnits == expected.makespanUnits && schedule.isOptimal)
    expectReplays(schedule)
  }

  @Test func `a bandwidth asks for sizes, and for a time that fits 64 bits`() throws {
    var unsized = description(.uniform(1), write: 1)
    unsized.stateSize = nil
    #expect(
      throws: ProblemError(
        field: .chain(.stateSize), reason: .sizeMissing(.state, level: 0, .writeBandwidth))
    ) { try unsized.problem() }
    #expect(throws: ProblemError.self) { try description(.uniform(1), write: 0).problem() }
    #expect(throws: ProblemError.self) { try description(.uniform(.max), write: 1).problem() }
  }
}

@Suite struct SharedRoomTests {
  /// Three steps, states of 8 bytes, a memory of 20 bytes and compressed states in it, a half each.
  private func problem(forwardTemporary: StepSize? = nil, backwardTemporary: StepSize? = nil) throws -> Problem {
    try Problem(
      chain: Chain(
        length: 3, stateSize: .uniform(8), forwardTemporary: forwardTemporary, backwardTemporary: backwardTemporary),
      levels: [
        Level(name: "memory", capacity: 20),
        Level(
          name: "packed", sharesCapacityWith: 0, writeCost: 1, readCost: 1,
          sizeFactor: DecimalCost(5, fractionDigits: 1)),
      ])
  }

  @Test func `levels that share a capacity fill it together`() throws {
    var machine = ReplayMachine(problem: try problem())
    try machine.execute(.write(level: 0, step: 0))
    try machine.execute(.forward(from: 0, to: 1))
    try machine.execute(.write(level: 1, step: 1))
    try machine.execute(.forward(from: 1, to: 2))
    try machine.execute(.write(level: 0, step: 2))
    try machine.execute(.forward(from: 2, to: 3))
    #expect(throws: RuleViolation.self) { try machine.execute(.write(level: 1, step: 3)) }
    #expect(machine.statistics.levels.map(\.peakBytes) == [16, 4])
    #expect(machine.makespan == 4)
  }

  @Test func `a chain without steps needs no room for a state`() throws {
    let half = DecimalCost(5, fractionDigits: 1)
    let problem = try Problem(
      chain: Chain(length: 0, stateSize: .uniform(1)),
      levels: [
        Level(name: "memory", capacity: 0, sizeFactor: half),
        Level(name: "packed", sharesCapacityWith: 0, sizeFactor: half),
      ])
    let schedule = try HRevolve.plan(problem)
    #expect(schedule.isOptimal && schedule.makespanUnits == 1)
    expectReplays(schedule)
  }

  @Test func `a step finds the room that it needs while it runs, or breaks the rule`() throws {
    var machine = ReplayMachine(
      problem: try problem(forwardTemporary: .each([1, 13, 12]), backwardTemporary: .uniform(12)))
    try machine.execute(.write(level: 0, step: 0))
    #expect(
      throws: RuleViolation(
        number: 2, operation: .forward(from: 0, to: 2), rule: .temporaryFull(needed: 13, free: 12, capacity: 20))
    ) { try machine.execute(.forward(from: 0, to: 2)) }
    try machine.execute(.discard(level: 0, step: 0))
    try machine.execute(.forward(from: 0, to: 3))
    try machine.execute(.backward(step: 3))
    #expect(machine.statistics.levels[0].peakBytes == 13)
  }

  @Test func `room for steps that all need the same leaves fewer slots`() throws {
    let chain = Chain(length: 9, stateSize: .uniform(4), forwardTemporary: .uniform(3), backwardTemporary: .uniform(5))
    let problem = try Problem(chain: chain, levels: [Level(name: "memory", capacity: 18)])
    #expect(problem.levels[0].slots == 3 && !problem.countsBytes)
    let schedule = try HRevolve.plan(problem)
    #expect(schedule.isOptimal && schedule.makespanUnits == ExhaustiveSearch(problem: problem).optimum())
    expectReplays(schedule)
    #expect(try schedule.statistics().levels[0].peakBytes == 17)
  }

  @Test func `what is stated of shared room is checked`() throws {
    let chain = Chain(length: 2, stateSize: .uniform(1))
    for levels in [
      [Level(name: "a", sharesCapacityWith: 0)],
      [Level(name: "a", slots: 1), Level(name: "b", sharesCapacityWith: 0)],
      [Level(name: "a", capacity: 1), Level(name: "b", sharesCapacityWith: 2)],
      [Level(name: "a", capacity: 1, sizeFactor: .zero)],
    ] {
      #expect(throws: ProblemError.self, "\(levels)") { try Problem(chain: chain, levels: levels) }
    }
    #expect(throws: ProblemError.self) {
      try Problem(chain: Chain(length: 2, forwardTemporary: .uniform(1)), levels: [Level(name: "a", slots: 1)])
    }
  }
}

@Suite struct RangeMaximumTests {
  @Test func `the greatest of every run is found`() {
    for count in 1...20 {
      let numbers = (0..<count).map { $0 * 7919 % 23 }
      let maximum = RangeMaximum(.each(numbers))
      for start in 0..<count {
        for end in start + 1...count {
          #expect(maximum.maximum(from: start, to: end) == numbers[start..<end].max())
        }
      }
    }
    #expect(RangeMaximum(.uniform(4)).maximum(from: 2, to: 9) == 4)
  }
}
