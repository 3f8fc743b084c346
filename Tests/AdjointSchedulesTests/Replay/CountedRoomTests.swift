import TestSupport
import Testing

@testable import AdjointSchedules

/// Peaks in bytes where all steps need the same room while they run: counted, as the replay finds them.
@Suite struct CountedRoomTests {
  private static func problem(_ length: Int, capacity: Int, _ forward: Int, _ backward: Int) throws -> Problem {
    try Problem(
      chain: Chain(
        length: length, stateSize: .uniform(2), forwardTemporary: .uniform(forward),
        backwardTemporary: .uniform(backward)),
      levels: [Level(name: "memory", capacity: capacity), Level(name: "disk", capacity: 6, writeCost: 1, readCost: 2)])
  }

  @Test(arguments: [(0, 3), (3, 0), (1, 5), (4, 2)])
  func `every planner's peaks are the replay's`(forward: Int, backward: Int) throws {
    var count = 0
    for length in 0...9 {
      for capacity in [max(forward, backward), 6, 9, 14, 40] {
        let problem = try Self.problem(length, capacity: capacity, forward, backward)
        for planner in Planner.all(for: problem) {
          guard let schedule = try? planner.schedule(for: problem) else { continue }
          let replayed = try Statistics(replaying: schedule.plan.operations(length: length), on: problem)
          #expect(try schedule.statistics() == replayed, "\(planner), \(length), \(capacity)")
          count += 1
        }
      }
    }
    #expect(count > 200)
  }

  @Test func `a chain of 10^12 steps is counted without running its operations`() throws {
    let problem = try Self.problem(1_000_000_000_000, capacity: 40, 3, 5)
    let statistics = try Planner.hrevolve.schedule(for: problem).statistics()
    #expect(statistics.levels[0].peakBytes == 2 * statistics.levels[0].peakSlots + 5)
    #expect(statistics.levels[0].peakSlots == 17)
  }
}
