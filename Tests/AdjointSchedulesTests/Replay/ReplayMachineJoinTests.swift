import Testing

@testable import AdjointSchedules

/// Each rule that branches and their join add to the machine, broken by a short schedule.
@Suite struct ReplayMachineJoinTests {
  /// Two branches of two steps and one, a handle of one step, six slots: positions 0 ... 2, 3 and 4, 5 and 6.
  private func problem(slots: Int = 6) throws -> Problem {
    try Problem(branches: [2, 1], handle: 1, forwardCost: 10, backwardCost: 100, slots: slots)
  }

  private func replay(_ operations: [Operation], slots: Int = 6) throws -> ReplayMachine {
    var machine = ReplayMachine(problem: try problem(slots: slots))
    for operation in operations { try machine.execute(operation) }
    return machine
  }

  private static let a = 0
  private static let b = 3
  private static let handle = 5
  /// Both branches to their ends.
  private static let run: [Operation] = [
    read(a), .forward(from: a, to: a + 2), write(a + 2), read(b), .forward(from: b, to: b + 1), write(b + 1),
  ]
  /// The join and the handle, whose x_0 has a slot meanwhile.
  private static let turn: [Operation] = [
    .join, write(handle), .forward(from: handle, to: handle + 1), .backward(step: handle + 1), read(handle),
    .backward(step: handle), discard(handle),
  ]
  private static let back: [Operation] = [
    read(a), .forward(from: a, to: a + 1), .backward(step: a + 1), read(a), .backward(step: a), discard(a),
    read(b), .backward(step: b), discard(b),
  ]

  private static func read(_ step: Int) -> Operation { .read(level: 0, step: step) }
  private static func write(_ step: Int) -> Operation { .write(level: 0, step: step) }
  private static func discard(_ step: Int) -> Operation { .discard(level: 0, step: step) }

  @Test func `the first operation that breaks a rule is named with its number and the rule`() throws {
    let (a, b, handle, run, turn) = (Self.a, Self.b, Self.handle, Self.run, Self.turn)
    let onA = Part.branch(0)
    let cases: [([Operation], Rule)] = [
      ([Self.read(a), .forward(from: a, to: a + 3)], .forwardRange(onA, length: 2)),
      ([Self.read(a), .forward(from: a, to: handle)], .forwardRange(onA, length: 2)),
      ([Self.read(a), .forward(from: a, to: a)], .forwardRange(onA, length: 2)),
      ([.forward(from: b, to: b - 1)], .forwardRange(.branch(1), length: 1)),
      ([.forward(from: handle, to: handle + 2)], .forwardRange(.handle, length: 1)),
      ([.forward(from: a, to: a + 1)], .buffer(needed: Place(onA, step: 0), held: nil)),
      (
        [Self.read(b), .forward(from: a, to: a + 1)],
        .buffer(needed: Place(onA, step: 0), held: Place(.branch(1), step: 0))
      ),
      ([.forward(from: handle, to: handle + 1)], .buffer(needed: Place(.handle, step: 0), held: nil)),
      ([Self.write(handle + 2)], .stateRange(.handle, length: 1)),
      ([Self.read(-1)], .stateRange(.handle, length: 1)),
      ([.write(level: 1, step: a)], .levelRange(levels: 1)),
      ([Self.read(a), Self.write(a)], .storedTwice(level: 0)),
      ([Self.read(a + 1)], .notStored(level: 0)),
      ([Self.discard(handle)], .notStored(level: 0)),
      ([Self.discard(a)], .firstStateStays(branch: 0)),
      ([.backward(step: a + 1)], .handleFirst(due: 1)),
      (run + [.join, .backward(step: a + 1)], .handleFirst(due: 1)),
      ([.join], .endMissing(branch: 0)),
      (run.dropLast(3) + [.join], .endMissing(branch: 1)),
      (run + [Self.discard(b + 1), .join], .endMissing(branch: 1)),
      (run + [.join, .join], .joinedTwice),
      (run + [.join, .backward(step: handle)], .order(.handle, due: 1)),
      (run + turn + [.backward(step: handle)], .order(.handle, due: nil)),
      (run + turn + [Self.read(a), .backward(step: a)], .order(onA, due: 1)),
      (run + turn + Self.back.prefix(6) + [.backward(step: a)], .order(onA, due: nil)),
      (run + [.join, Self.read(a + 2)], .endStays(branch: 0)),
      (run + turn + [Self.discard(b + 1)], .endStays(branch: 1)),
      ([.tape(level: 0, step: a)], .noTapes),
    ]
    for (operations, rule) in cases {
      #expect(throws: RuleViolation(number: operations.count, operation: operations.last, rule: rule)) {
        try replay(operations)
      }
    }
    #expect(throws: RuleViolation(number: 8, operation: Self.write(handle), rule: .slotsFull(level: 0, slots: 4))) {
      try replay(run + turn, slots: 4)
    }
    var machine = ReplayMachine(problem: try Problem(chain: Chain(length: 1), levels: []))
    #expect(throws: RuleViolation(number: 1, operation: .join, rule: .noJunction)) { try machine.execute(.join) }
  }

  @Test func `numbers along a part are numbered through, or name the part that they leave`() throws {
    let junction = try #require(try problem().junction)
    for (part, length) in [(Part.branch(0), 2), (.branch(1), 1), (.handle, 1)] {
      for step in 0...length {
        for operation in [Self.read(step), Self.write(step), Self.discard(step), .backward(step: step)] {
          let (again, on) = junction.along(try junction.numbered(operation, on: part))
          #expect(again == operation && on == part)
        }
      }
      #expect(throws: Rule.stateRange(part, length: length)) {
        try junction.numbered(Self.read(length + 1), on: part)
      }
      #expect(throws: Rule.stateRange(part, length: length)) { try junction.numbered(.backward(step: -1), on: part) }
      #expect(throws: Rule.forwardRange(part, length: length)) {
        try junction.numbered(.forward(from: 0, to: length + 1), on: part)
      }
    }
    for branch in [-1, 2] {
      #expect(throws: Rule.branchRange(branches: 2)) { try junction.numbered(Self.read(0), on: .branch(branch)) }
    }
  }

  @Test func `a schedule that stops early is not finished, and says what is due`() throws {
    let machine = try replay(Self.run)
    let handle = Rule.unfinished(due: Place(.handle, step: 1))
    #expect(throws: RuleViolation(number: 6, operation: nil, rule: handle)) { try machine.finish() }
    let half = try replay(Self.run + Self.turn + Self.back.dropLast(3))
    let branch = Rule.unfinished(due: Place(.branch(1), step: 0))
    #expect(throws: RuleViolation(number: 19, operation: nil, rule: branch)) { try half.finish() }
  }

  @Test func `costs, counts and peaks add up by hand`() throws {
    let machine = try replay(Self.run + Self.turn + Self.back)
    try machine.finish()
    // Forward 2 + 1 + 1 + 1 steps, backward 2 + 3.
    #expect(machine.makespan == 50 + 500)
    #expect(machine.storedStates == [0])
    #expect(
      machine.statistics
        == Statistics(
          operations: 22, forwardSteps: 5, backwardSteps: 5, maxStepRuns: 2,
          levels: [.init(writes: 3, reads: 6, peakSlots: 5)]))
  }

  @Test func `branches that are reversed in turns count the runs of their own steps`() throws {
    let (a, b) = (Self.a, Self.b)
    let machine = try replay(
      Self.run + Self.turn + [
        Self.read(a), .forward(from: a, to: a + 1), .backward(step: a + 1), Self.read(b), .backward(step: b),
        Self.discard(b), Self.read(a), .backward(step: a), Self.discard(a),
      ])
    try machine.finish()
    #expect(machine.statistics.maxStepRuns == 2)
  }

  @Test func `planners of one chain refuse branches`() throws {
    let problem = try problem()
    for planner in Planner.ofChains {
      do throws(PlanningError) {
        _ = try planner.schedule(for: problem)
        Issue.record("\(planner) plans a network")
      } catch {
        guard case .unsuited = error else {
          Issue.record("\(planner): \(error)")
          continue
        }
      }
    }
    #expect(Planner.best(for: problem) == .join)
    let chain = try Problem(chain: Chain(length: 3), levels: [Level(name: "memory", slots: 2)])
    #expect(throws: PlanningError.self) { try Planner.join.schedule(for: chain) }
  }
}
