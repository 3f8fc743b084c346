import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Each rule of the model, broken by the shortest schedule that can.
@Suite struct ReplayMachineTests {
  /// Two levels of one and two slots, a chain of three steps.
  private func replay(_ operations: [Operation]) throws(RuleViolation) -> ReplayMachine {
    let problem = try! uniform(3, levels((1, 2, 3), (2, 5, 7)), forward: 10, backward: 100)
    var machine = ReplayMachine(problem: problem)
    for operation in operations { try machine.execute(operation) }
    return machine
  }

  @Test func `the first operation that breaks a rule is named with its number and the rule`() {
    let cases: [([Operation], Rule)] = [
      ([.forward(from: 0, to: 0)], .forwardRange(length: 3)),
      ([.forward(from: 0, to: 4)], .forwardRange(length: 3)),
      ([.forward(from: -1, to: 1)], .forwardRange(length: 3)),
      ([.forward(from: 2, to: 1)], .forwardRange(length: 3)),
      ([.forward(from: 1, to: 2)], .buffer(needed: Place(step: 1), held: Place(step: 0))),
      ([.backward(step: 2)], .order(due: 3)),
      ([.backward(step: 3)], .buffer(needed: Place(step: 3), held: Place(step: 0))),
      ([.forward(from: 0, to: 3), .backward(step: 3), .backward(step: 3)], .order(due: 2)),
      ([.forward(from: 0, to: 3), .backward(step: 3), .backward(step: 2)], .buffer(needed: Place(step: 2), held: nil)),
      ([.write(level: 2, step: 0)], .levelRange(levels: 2)),
      ([.write(level: -1, step: 0)], .levelRange(levels: 2)),
      ([.write(level: 0, step: 4)], .stateRange(length: 3)),
      ([.write(level: 0, step: -1)], .stateRange(length: 3)),
      ([.write(level: 0, step: 1)], .buffer(needed: Place(step: 1), held: Place(step: 0))),
      ([.write(level: 1, step: 0), .write(level: 1, step: 0)], .storedTwice(level: 1)),
      (
        [.write(level: 0, step: 0), .forward(from: 0, to: 1), .write(level: 0, step: 1)],
        .slotsFull(level: 0, slots: 1)
      ),
      ([.read(level: 0, step: 0)], .notStored(level: 0)),
      ([.write(level: 0, step: 0), .read(level: 1, step: 0)], .notStored(level: 1)),
      ([.discard(level: 0, step: 0)], .notStored(level: 0)),
      (
        [.write(level: 0, step: 0), .discard(level: 0, step: 0), .discard(level: 0, step: 0)],
        .notStored(level: 0)
      ),
      ([.read(level: 5, step: 0)], .levelRange(levels: 2)),
      ([.discard(level: 0, step: 9)], .stateRange(length: 3)),
    ]
    for (operations, rule) in cases {
      #expect(throws: RuleViolation(number: operations.count, operation: operations.last, rule: rule)) {
        try replay(operations)
      }
    }
  }

  @Test func `a schedule that stops early is not finished, and says what is due`() throws {
    let machine = try replay([.forward(from: 0, to: 3), .backward(step: 3)])
    #expect(throws: RuleViolation(number: 2, operation: nil, rule: .unfinished(due: Place(step: 2)))) {
      try machine.finish()
    }
  }

  @Test func `even backward step 0 may not be missing`() throws {
    let machine = ReplayMachine(problem: try uniform(0, []))
    #expect(throws: RuleViolation(number: 0, operation: nil, rule: .unfinished(due: Place(step: 0)))) {
      try machine.finish()
    }
  }

  @Test func `the peak is the most slots taken at once, whenever that was`() throws {
    let machine = try replay([
      .write(level: 1, step: 0), .forward(from: 0, to: 1), .write(level: 1, step: 1), .discard(level: 1, step: 0),
      .discard(level: 1, step: 1), .write(level: 1, step: 1),
    ])
    #expect(machine.statistics.levels[1].peakSlots == 2)
  }

  @Test func `nothing is due after the last backward step`() throws {
    var machine = ReplayMachine(problem: try uniform(0, []))
    try machine.execute(.backward(step: 0))
    try machine.finish()
    #expect(throws: RuleViolation(number: 2, operation: .backward(step: -1), rule: .order(due: nil))) {
      try machine.execute(.backward(step: -1))
    }
  }

  @Test func `costs, counts and peaks add up by hand`() throws {
    let machine = try replay([
      .write(level: 1, step: 0), .forward(from: 0, to: 1), .write(level: 1, step: 1), .write(level: 0, step: 1),
      .forward(from: 1, to: 3), .backward(step: 3), .read(level: 0, step: 1), .forward(from: 1, to: 2),
      .backward(step: 2), .read(level: 1, step: 1), .discard(level: 1, step: 1),
    ])
    // Writes 5 + 5 + 2, forward 10 + 20 + 10, backward 200, reads 3 + 7.
    #expect(machine.makespan == 262)
    #expect(machine.storedStates == [1, 1])
    #expect(
      machine.statistics
        == Statistics(
          operations: 11, forwardSteps: 4, backwardSteps: 2, maxStepRuns: 2,
          levels: [
            .init(writes: 1, reads: 1, peakSlots: 1), .init(writes: 2, reads: 1, peakSlots: 2),
          ]))
  }

  @Test func `a makespan that does not fit 64 bits is refused at the operation that exceeds it`() throws {
    let problem = try uniform(2, levels((1, 0, 0)), forward: .max / 2, backward: 1)
    var machine = ReplayMachine(problem: problem)
    try machine.execute(.write(level: 0, step: 0))
    try machine.execute(.forward(from: 0, to: 2))
    try machine.execute(.backward(step: 2))
    try machine.execute(.read(level: 0, step: 0))
    let last = Operation.forward(from: 0, to: 1)
    #expect(throws: RuleViolation(number: 5, operation: last, rule: .overflow(quantity: .makespan))) {
      try machine.execute(last)
    }
  }

  @Test func `steps of differing costs are charged one by one`() throws {
    let chain = Chain(length: 3, forwardCost: .each([1, 10, 100]), backwardCost: .each([1000, 2000, 3000, 4000]))
    var machine = ReplayMachine(problem: try Problem(chain: chain, levels: levels((1, 0, 0))))
    try machine.execute(.forward(from: 0, to: 1))
    #expect(machine.makespan == 1)
    try machine.execute(.forward(from: 1, to: 3))
    #expect(machine.makespan == 111)
    try machine.execute(.backward(step: 3))
    #expect(machine.makespan == 4111)
  }

  @Test func `the most runs of a step equal a count step by step`() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<400 {
      let length = Int.random(in: 1...25, using: &random)
      var machine = ReplayMachine(problem: try uniform(length, levels((nil, 0, 0))))
      var runs = Array(repeating: 0, count: length)
      var due = length
      var most = 0
      try machine.execute(.write(level: 0, step: 0))
      var position = 0
      // A wasteful schedule: runs of random length, even beyond the step that is due, until each is reversed.
      while due >= 0 {
        if position > due || Int.random(in: 0..<4, using: &random) == 0 {
          try machine.execute(.read(level: 0, step: 0))
          position = 0
        }
        if position == due {
          try machine.execute(.backward(step: due))
          if due > 0 { most = max(most, runs[due - 1]) }
          due -= 1
          position = 0
          try machine.execute(.read(level: 0, step: 0))
        } else if position < length {
          let end = Int.random(in: position + 1...length, using: &random)
          try machine.execute(.forward(from: position, to: end))
          for step in position..<end { runs[step] += 1 }
          position = end
        }
      }
      #expect(machine.statistics.maxStepRuns == most, "l = \(length)")
    }
  }
}
