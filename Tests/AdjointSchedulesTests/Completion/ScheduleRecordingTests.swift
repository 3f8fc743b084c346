import TestSupport
import Testing

@testable import AdjointSchedules

/// Where a schedule was cut.
@Suite struct ScheduleRecordingTests {
  private let operations: [Operation] = [
    .write(level: 1, step: 0), .forward(from: 0, to: 2), .write(level: 0, step: 2), .forward(from: 2, to: 3),
    .backward(step: 3), .read(level: 0, step: 2), .backward(step: 2), .discard(level: 0, step: 2),
    .read(level: 1, step: 0),
    .forward(from: 0, to: 1), .backward(step: 1), .read(level: 1, step: 0), .backward(step: 0),
    .discard(level: 1, step: 0),
  ]

  private func recording(after: Int) throws -> ScheduleRecording {
    let problem = try uniform(3, levels((1, 0, 0), (1, 5, 4)))
    var recording = ScheduleRecording(problem, after: after)
    for operation in operations { try recording.add(operation) }
    return recording
  }

  @Test func `the cut says what is stored, what is due and what is at risk`() throws {
    let first = try recording(after: 4)
    #expect(first.situation == Situation(due: 3, stored: [[2], [0]], buffer: 3))
    #expect(first.safeAfter == nil && !first.isSafe)
    #expect(first.costDone == 8 && first.costAtRisk == 1)
    let second = try recording(after: 7)
    #expect(second.situation == Situation(due: 1, stored: [[2], [0]]))
    #expect(second.safeAfter == 7 && second.isSafe && second.costAtRisk == 0)
    let third = try recording(after: 10)
    #expect(third.situation == Situation(due: 1, stored: [[], [0]], buffer: 1))
    #expect(third.safeAfter == 8 && third.costAtRisk == 1)
    #expect(try recording(after: 13).situation == nil)
    #expect(try recording(after: 0).situation?.buffer == 0)
  }

  @Test func `the rest is no worse than that of the schedule`() throws {
    for after in 0..<13 {
      let recording = try recording(after: after)
      let rest = try recording.rest(remakesFirst: true)
      expectReplays(rest)
      if recording.isSafe { #expect(rest.makespanUnits <= 21 - recording.costDone) }
    }
    let kept = try recording(after: 8).rest(losing: [0])
    // x_0 moves to memory, which the old schedule leaves it no slot in.
    #expect(kept.makespanUnits == 4 + 1 + 1 + 1 && kept.isOptimal)
    #expect(
      Array(kept).prefix(3) == [.read(level: 1, step: 0), .write(level: 0, step: 0), .discard(level: 1, step: 0)])
  }

  @Test func `without x_0 there is no rest, unless the program makes it again`() throws {
    let recording = try recording(after: 5)
    #expect(throws: PlanningError.nothingToStartFrom(due: 2)) { try recording.rest(losing: [0, 1]) }
    let rest = try recording.rest(losing: [0, 1], remakesFirst: true)
    expectReplays(rest)
    #expect(rest.problem.situation?.buffer == 0)
  }

  @Test func `what travels beside the steps at the cut has not arrived, and is still where it comes from`() throws {
    let problem = try Problem(
      chain: Chain(length: 4),
      levels: [
        Level(name: "memory", slots: 3), Level(name: "disk", slots: nil, writeCost: 5, readCost: 3, isOverlapped: true),
      ])
    // The offload takes until 5, the steps before the first backward step 4.
    let operations: [Operation] = [
      .write(level: 0, step: 0), .offload(level: 1, step: 0), .discard(level: 0, step: 0), .forward(from: 0, to: 2),
      .write(level: 0, step: 2), .forward(from: 2, to: 4), .backward(step: 4), .prefetch(level: 1, step: 0),
      .read(level: 0, step: 2), .forward(from: 2, to: 3), .backward(step: 3), .read(level: 0, step: 2),
      .backward(step: 2), .discard(level: 0, step: 2), .read(level: 0, step: 0), .forward(from: 0, to: 1),
      .backward(step: 1), .read(level: 0, step: 0), .backward(step: 0), .discard(level: 0, step: 0),
      .discard(level: 1, step: 0),
    ]
    func recording(_ after: Int) throws -> ScheduleRecording {
      var recording = ScheduleRecording(problem, after: after)
      for operation in operations { try recording.add(operation) }
      return recording
    }
    let early = try recording(6)
    #expect(early.situation == Situation(due: 4, stored: [[0, 2], []], buffer: 4))
    #expect(early.costDone == 4 && early.costAtRisk == 2)
    // The backward step ends when the offload does; the prefetch takes until 8.
    let turned = try recording(7)
    #expect(turned.situation == Situation(due: 3, stored: [[2], [0]]) && turned.costDone == 5)
    #expect(try recording(8).situation == Situation(due: 3, stored: [[2], [0]]))
    #expect(try recording(11).situation == Situation(due: 2, stored: [[2], [0]]))
    #expect(try recording(12).costAtRisk == 0)
    #expect(try recording(15).situation == Situation(due: 1, stored: [[0], [0]], buffer: 0))
    let whole = try recording(20)
    #expect(whole.situation == nil)
    // Without loss the old schedule can go on from where nothing in the buffer counts, what was under way issued again.
    for after in [7, 8, 11, 13, 14] {
      let recording = try recording(after)
      let rest = try recording.rest()
      var machine = ReplayMachine(problem: rest.problem)
      for operation in rest { try machine.execute(operation) }
      try machine.finish()
      #expect(machine.makespan == rest.makespanUnits)
      var known = ReplayMachine(problem: try problem.with(situation: recording.situation))
      if (8...11).contains(after) { try known.execute(operations[7]) }
      for operation in operations[after...] { try known.execute(operation) }
      #expect(rest.makespanUnits <= known.makespan, "\(after)")
    }
  }

  @Test func `after a loss the rest is no worse than coming back to the schedule`() throws {
    var bridges = 0
    for levels in [levels((4, 0, 0), (6, 2, 2), (nil, 9, 9)), levels((3, 1, 1), (4, 4, 2), (8, 20, 10))] {
      let problem = try uniform(trials(400, few: 120), levels)
      let whole = try Planner.hrevolve.schedule(for: problem)
      let count = try whole.statistics().operations
      for after in stride(from: count / 4, to: count - 30, by: count / trials(23, few: 7)) {
        var recording = ScheduleRecording(problem, after: after)
        for operation in whole { try recording.add(operation) }
        guard let cut = recording.situation?.losing([0]) else { continue }
        let rest = try recording.rest(losing: [0])
        expectReplays(rest)
        guard
          let bridge = try recording.bridged(try problem.with(situation: cut), cut, losing: [0], .hrevolve)
        else { continue }
        bridges += 1
        #expect(rest.makespanUnits <= bridge.makespan)
        expectReplays(
          Schedule(
            problem: rest.problem, planner: .hrevolve, makespan: bridge.makespan, caveat: .completion(isBest: false),
            plan: bridge.plan))
      }
    }
    #expect(bridges > 5)
  }

  @Test func `operations are packed and come back`() {
    var packed = PackedOperations()
    let all: [Operation] =
      operations + [
        .tape(level: 15, step: 3), .readTape(level: 200, step: 1 << 60), .offload(level: 1, step: 5),
        .prefetch(level: 14, step: 0), .offloadTape(level: 2, step: 9), .prefetchTape(level: 16, step: 8), .join,
        .forward(from: 0, to: 1 << 59),
      ]
    for operation in all { packed.append(operation) }
    #expect(packed.count == all.count && packed.all == all)
  }
}
