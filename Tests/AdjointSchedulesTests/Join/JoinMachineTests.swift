import Testing

@testable import AdjointSchedules

/// Each rule of the model of joins, broken by a short schedule.
@Suite struct JoinMachineTests {
  /// Two branches of two steps and one, a handle of one step, six slots.
  private func replay(_ operations: [JoinOperation], slots: Int = 6) throws -> JoinMachine {
    let problem = try JoinProblem(
      branches: [2, 1], handle: 1, forwardCost: 10, backwardCost: 100, slots: slots)
    var machine = JoinMachine(problem: problem)
    for operation in operations { try machine.execute(operation) }
    return machine
  }

  private static let a = JoinPart.branch(0)
  private static let b = JoinPart.branch(1)
  /// Both branches to their ends.
  private static let run: [JoinOperation] = [
    .read(a, step: 0), .forward(a, from: 0, to: 2), .write(a, step: 2), .read(b, step: 0),
    .forward(b, from: 0, to: 1), .write(b, step: 1),
  ]
  /// The join and the handle, whose x_0 has a slot meanwhile.
  private static let turn: [JoinOperation] = [
    .join, .write(.handle, step: 0), .forward(.handle, from: 0, to: 1), .backward(.handle, step: 1),
    .read(.handle, step: 0), .backward(.handle, step: 0), .discard(.handle, step: 0),
  ]
  private static let back: [JoinOperation] = [
    .read(a, step: 0), .forward(a, from: 0, to: 1), .backward(a, step: 1), .read(a, step: 0),
    .backward(a, step: 0), .discard(a, step: 0), .read(b, step: 0), .backward(b, step: 0), .discard(b, step: 0),
  ]

  @Test func `the first operation that breaks a rule is named with its number and the rule`() throws {
    let (a, b, run, turn) = (Self.a, Self.b, Self.run, Self.turn)
    let cases: [([JoinOperation], JoinRule)] = [
      ([.read(.branch(2), step: 0)], .branchRange(branches: 2)),
      ([.discard(.branch(-1), step: 0)], .branchRange(branches: 2)),
      ([.read(a, step: 0), .forward(a, from: 0, to: 3)], .forwardRange(a, length: 2)),
      ([.read(a, step: 0), .forward(a, from: 0, to: 0)], .forwardRange(a, length: 2)),
      ([.forward(a, from: 0, to: 1)], .buffer(a, needed: 0, held: nil)),
      ([.read(b, step: 0), .forward(a, from: 0, to: 1)], .buffer(a, needed: 0, held: .init(b, step: 0))),
      ([.forward(.handle, from: 0, to: 1)], .buffer(.handle, needed: 0, held: nil)),
      ([.write(a, step: 3)], .stateRange(a, length: 2)),
      ([.read(b, step: -1)], .stateRange(b, length: 1)),
      ([.read(a, step: 0), .write(a, step: 0)], .storedTwice),
      ([.read(a, step: 1)], .notStored),
      ([.discard(.handle, step: 0)], .notStored),
      ([.discard(a, step: 0)], .firstStateStays(branch: 0)),
      ([.backward(a, step: 1)], .handleFirst(due: 1)),
      (run + [.join, .backward(a, step: 1)], .handleFirst(due: 1)),
      ([.join], .endMissing(branch: 0)),
      (run.dropLast(3) + [.join], .endMissing(branch: 1)),
      (run + [.discard(b, step: 1), .join], .endMissing(branch: 1)),
      (run + [.join, .join], .joinedTwice),
      (run + [.join, .backward(.handle, step: 0)], .order(.handle, due: 1)),
      (run + turn + [.backward(.handle, step: 0)], .order(.handle, due: nil)),
      (run + turn + [.read(a, step: 0), .backward(a, step: 0)], .order(a, due: 1)),
      (run + [.join, .read(a, step: 2)], .endStays(branch: 0)),
      (run + turn + [.discard(b, step: 1)], .endStays(branch: 1)),
    ]
    for (operations, rule) in cases {
      #expect(throws: JoinRuleViolation(number: operations.count, operation: operations.last, rule: rule)) {
        try replay(operations)
      }
    }
    #expect(throws: JoinRuleViolation(number: 8, operation: .write(.handle, step: 0), rule: .slotsFull(slots: 4))) {
      try replay(run + turn, slots: 4)
    }
  }

  @Test func `a schedule that stops early is not finished, and says what is due`() throws {
    let machine = try replay(Self.run)
    #expect(throws: JoinRuleViolation(number: 6, operation: nil, rule: .unfinished(.handle, due: 1))) {
      try machine.finish()
    }
    let half = try replay(Self.run + Self.turn + Self.back.dropLast(3))
    #expect(throws: JoinRuleViolation(number: 19, operation: nil, rule: .unfinished(Self.b, due: 0))) {
      try half.finish()
    }
  }

  @Test func `costs, counts and peaks add up by hand`() throws {
    let machine = try replay(Self.run + Self.turn + Self.back)
    try machine.finish()
    // Forward 2 + 1 + 1 + 1 steps, backward 2 + 3.
    #expect(machine.makespan == 50 + 500)
    #expect(machine.storedStates == 0)
    #expect(
      machine.statistics
        == Statistics(
          operations: 22, forwardSteps: 5, backwardSteps: 5, maxStepRuns: 2,
          levels: [.init(writes: 3, reads: 6, peakSlots: 5)]))
  }
}
