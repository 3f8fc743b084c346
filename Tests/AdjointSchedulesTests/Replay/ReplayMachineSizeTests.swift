import TestSupport
import Testing

@testable import AdjointSchedules

/// The rules of bytes and of tapes, each broken by the shortest schedule that can.
@Suite struct ReplayMachineSizeTests {
  private func replay(_ problem: Problem, _ operations: [Operation]) throws(RuleViolation) -> ReplayMachine {
    var machine = ReplayMachine(problem: problem)
    for operation in operations { try machine.execute(operation) }
    return machine
  }

  private func expect(_ rule: Rule, _ problem: Problem, _ operations: [Operation]) {
    #expect(throws: RuleViolation(number: operations.count, operation: operations.last, rule: rule)) {
      try replay(problem, operations)
    }
  }

  /// States of 3, 5 and 2 bytes; a level of 8 bytes and one of a slot.
  private func sized() throws -> Problem {
    try Problem(
      chain: Chain(length: 2, stateSize: .each([3, 5, 2])),
      levels: [Level(name: "a", capacity: 8, writeCost: 1, readCost: 2), Level(name: "b", slots: 1)])
  }

  /// Two steps with tapes of 4 and 6 bytes on two levels of 10 and 7 bytes.
  private func taped() throws -> Problem {
    try Problem(
      chain: Chain(
        length: 2, forwardCost: .each([10, 20]), stateSize: .uniform(3),
        tapes: Tapes(size: .each([4, 6]), adjointCost: .each([100, 200]))),
      levels: [
        Level(name: "a", capacity: 10, writeCost: 1, readCost: 2),
        Level(name: "b", capacity: 7, writeCost: 3, readCost: 5),
      ])
  }

  @Test func `a level holds its bytes and no more, and discarding frees them`() throws {
    let problem = try sized()
    let fill: [Operation] = [
      .write(level: 0, step: 0), .forward(from: 0, to: 1), .write(level: 0, step: 1), .forward(from: 1, to: 2),
    ]
    expect(.bytesFull(level: 0, needed: 2, free: 0, capacity: 8), problem, fill + [.write(level: 0, step: 2)])
    let machine = try replay(problem, fill + [.discard(level: 0, step: 0), .write(level: 0, step: 2)])
    #expect(machine.statistics.levels[0].peakBytes == 8 && machine.statistics.levels[0].peakSlots == 2)
    #expect(machine.makespan == 2 + 3)
  }

  @Test func `a level in slots takes states of any size, and its bytes are counted`() throws {
    let machine = try replay(try sized(), [.forward(from: 0, to: 1), .write(level: 1, step: 1)])
    #expect(machine.statistics.levels[1].peakBytes == 5)
    #expect(machine.statistics.levels[1].tapes == nil)
  }

  @Test func `levels in bytes have their slots counted when all sizes are equal`() throws {
    let chain = Chain(length: 3, stateSize: .each([4, 4, 4, 4]))
    let problem = try Problem(chain: chain, levels: [Level(name: "a", capacity: 11)])
    #expect(problem.levels[0].slots == 2 && problem.levels[0].capacity == 11 && !problem.countsBytes)
    #expect(try HRevolve.plan(problem).makespanUnits == 8)
    #expect(try HRevolve.plan(problem).statistics().levels[0].peakBytes == 8)
    #expect(try sized().countsBytes)
    #expect(try sized().levels[0].slots == nil)
  }

  @Test func `each rule of tapes is named`() throws {
    let problem = try taped()
    expect(.noTapes, try sized(), [.tape(level: 0, step: 0)])
    expect(.noTapes, try sized(), [.readTape(level: 0, step: 1)])
    expect(.levelRange(levels: 2), problem, [.tape(level: 2, step: 0)])
    expect(.tapeRange(length: 2), problem, [.tape(level: 0, step: 2)])
    expect(.buffer(needed: Place(step: 1), held: Place(step: 0)), problem, [.tape(level: 0, step: 1)])
    let taped: [Operation] = [.write(level: 0, step: 0), .tape(level: 0, step: 0)]
    expect(.tapeStored(step: 0, level: 0), problem, taped + [.read(level: 0, step: 0), .tape(level: 1, step: 0)])
    expect(.bytesFull(level: 0, needed: 6, free: 3, capacity: 10), problem, taped + [.tape(level: 0, step: 1)])
    expect(.tapeNotStored(level: 1, step: 0), problem, taped + [.readTape(level: 1, step: 1)])
    expect(.tapeNotStored(level: 0, step: -1), problem, taped + [.readTape(level: 0, step: 0)])
    expect(.tapeMissing(step: 1), problem, taped + [.backward(step: 1)])
    expect(.order(due: 1), problem, taped + [.backward(step: 0)])
    expect(.forwardRange(length: 2), problem, [.forward(from: 0, to: 3)])
  }

  @Test func `a chain of tapes has as many backward steps as steps, each paid from its tape's level`() throws {
    let machine = try replay(
      try taped(),
      [
        .tape(level: 0, step: 0), .readTape(level: 0, step: 1), .tape(level: 1, step: 1), .backward(step: 1),
        .backward(step: 0),
      ])
    try machine.finish()
    #expect(machine.makespan == (10 + 1) + 2 + (20 + 3) + (200 + 5) + (100 + 2))
    #expect(machine.statistics.levels.map(\.tapes) == [1, 1])
    #expect(machine.statistics.levels.map(\.peakBytes) == [4, 6])
    #expect(machine.statistics.maxStepRuns == 1 && machine.statistics.backwardSteps == 2)
    let none = try Problem(chain: Chain(length: 0, tapes: Tapes()), levels: [])
    try replay(none, []).finish()
  }

  @Test func `a backward step frees its tape, its bytes and its slot`() throws {
    let operations: [Operation] = [
      .write(level: 0, step: 0), .forward(from: 0, to: 1), .tape(level: 1, step: 1), .backward(step: 1),
    ]
    expect(.tapeNotStored(level: 1, step: 1), try taped(), operations + [.readTape(level: 1, step: 2)])
    // 4 bytes fit level 1 again, whose 7 held 6.
    let machine = try replay(
      try taped(), operations + [.read(level: 0, step: 0), .tape(level: 1, step: 0), .backward(step: 0)])
    try machine.finish()
    #expect(machine.statistics.levels[1].peakBytes == 6 && machine.statistics.levels[1].peakSlots == 1)
    // F_0 ran twice before the backward step that it serves.
    #expect(machine.statistics.maxStepRuns == 2)
  }

  @Test func `a tape takes a slot`() throws {
    let problem = try Problem(chain: Chain(length: 2, tapes: Tapes()), levels: [Level(name: "a", slots: 1)])
    expect(.slotsFull(level: 0, slots: 1), problem, [.tape(level: 0, step: 0), .write(level: 0, step: 1)])
    expect(.slotsFull(level: 0, slots: 1), problem, [.tape(level: 0, step: 0), .tape(level: 0, step: 1)])
  }

  @Test func `a total of bytes that does not fit 64 bits is a limit, not a trap`() throws {
    let huge = Chain(length: 1, stateSize: .each([Int.max, Int.max - 1]))
    let problem = try Problem(chain: huge, levels: [Level(name: "a", slots: 2)])
    expect(
      .overflow(quantity: .storedBytes), problem,
      [.write(level: 0, step: 0), .forward(from: 0, to: 1), .write(level: 0, step: 1)])
  }
}
