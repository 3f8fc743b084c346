import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The rest of a schedule that ends before its chain does.
@Suite struct PartialCompletionTests {
  /// Replays a rest, and requires that it ends as it says and holds what it has to.
  private func expectPart(_ rest: Schedule, end: Situation) throws {
    var machine = ReplayMachine(problem: rest.problem)
    for operation in rest { try machine.execute(operation) }
    #expect(machine.makespan == rest.makespanUnits)
    #expect(machine.situation == rest.end && rest.end?.due == end.due)
    #expect(rest.end?.stored == end.stored, "\(rest.problem)")
    #expect(rest.lowerBoundUnits ?? 0 <= rest.makespanUnits)
    #expect(try rest.statistics() == machine.statistics)
  }

  /// Resumes a leg after some of its operations, with and without loss.
  private func resume(_ leg: JobLeg, every stride: Int, losing lost: Set<Int>) throws -> Int {
    guard let end = leg.end else { return 0 }
    let operations = Array(leg.operations)
    var resumed = 0
    for after in Swift.stride(from: 0, to: operations.count, by: stride) {
      for loss in [[], lost] {
        var recording = ScheduleRecording(leg.problem, after: after)
        for operation in operations { try recording.add(operation) }
        recording.end = end
        if recording.isAtEnd(losing: loss) { continue }
        let rest = try recording.rest(losing: loss, remakesFirst: true)
        try expectPart(rest, end: end)
        resumed += 1
        if loss.isEmpty && recording.isSafe && recording.safeAfter == after {
          #expect(rest.makespanUnits <= leg.makespan - recording.costDone)
        }
      }
    }
    return resumed
  }

  @Test func `legs are resumed up to their ends`() throws {
    let uniform = try uniform(120, levels((4, 0, 0), (nil, 5, 4)))
    let unequal = try Problem(
      chain: Chain(length: 40, forwardCost: .each((0..<40).map { 1 + $0 * 7 % 5 })),
      levels: levels((3, 0, 0), (20, 3, 2)))
    let sized = try Problem(
      chain: Chain(length: 30, stateSize: .uniform(10)),
      levels: [Level(name: "memory", capacity: 35), Level(name: "disk", capacity: 300, writeCost: 3, readCost: 2)])
    var resumed = 0
    for (problem, limit) in [(uniform, 100), (uniform, 220), (unequal, 130), (sized, 50)] {
      let division = try JobDivision(problem, limit: limit, restartCost: 5)
      #expect(division.legs.count > 1)
      for leg in division.legs { resumed += try resume(leg, every: trials(23, few: 61), losing: [0]) }
    }
    #expect(resumed > 20)
  }

  @Test func `small legs are resumed for no more than is needed`() throws {
    var random = SeededGenerator(seed: 12)
    var resumed = 0
    while resumed < trials(150, few: 30) {
      let problem = try uniform(
        random.int(3...9), levels((random.int(1...3), 0, 0), (nil, random.int(0...4), random.int(0...4))))
      guard let division = try? JobDivision(problem, limit: random.int(6...30), restartCost: 2) else { continue }
      for leg in division.legs { resumed += try resume(leg, every: 1, losing: [0]) }
    }
  }

  @Test func `what the end lacks is made again, also on a level that lasts`() throws {
    // States 0, 10 and 20 are to stay; 10 is lost.
    let problem = try uniform(30, levels((3, 0, 0), (1, 2, 2), (4, 5, 4)))
      .with(situation: Situation(due: 25, stored: [[22], [], [0, 20]]))
    let end = Situation(due: 22, stored: [[], [10], [0, 20]])
    var recording = ScheduleRecording(problem, after: 0)
    recording.end = end
    let rest = try recording.rest()
    try expectPart(rest, end: end)
    // x_23 from x_22, reversed to there, and x_10 from x_0.
    #expect(rest.makespanUnits <= 3 + 3 + 3 + 1 + 4 + 10 + 2)
    #expect(throws: PlanningError.nothingToStartFrom(due: 25)) { try recording.rest(losing: [0, 2]) }
  }

  @Test func `a part of which only a run is left is completed`() throws {
    let problem = try uniform(30, levels((3, 0, 0), (nil, 5, 4)))
    let end = Situation(due: 30, stored: [[], [0, 10, 20]], buffer: 20)
    var recording = ScheduleRecording(problem, after: 3)
    let operations: [Operation] = [
      .write(level: 1, step: 0), .forward(from: 0, to: 10), .write(level: 1, step: 10), .forward(from: 10, to: 20),
      .write(level: 1, step: 20),
    ]
    for operation in operations { try recording.add(operation) }
    recording.end = end
    let rest = try recording.rest(losing: [0])
    try expectPart(rest, end: end)
    #expect(rest.makespanUnits == 4 + 10 + 5)
    #expect(Array(rest) == [.read(level: 1, step: 10), .forward(from: 10, to: 20), .write(level: 1, step: 20)])
  }
}
