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
