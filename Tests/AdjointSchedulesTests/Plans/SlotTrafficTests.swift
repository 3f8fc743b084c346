import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct SlotTrafficTests {
  /// The traffic as the levels of a schedule that has a level for each slot, every distinct segment looked at.
  private func counted(length: Int, slots: Int) throws -> [SlotTraffic.Slot] {
    let plan = PlacedBinomialPlan(length: length, levels: Array(0..<slots))
    return try plan.summarize(plan.root, length: length, levelCount: slots).levels.map {
      SlotTraffic.Slot(writes: $0.writes, reads: $0.reads)
    }
  }

  @Test func `the traffic of every slot is what the schedule does`() throws {
    for length in 1...120 {
      for slots in 1...min(length, 12) {
        #expect(
          SlotTraffic(length: length, slots: slots).slots == (try counted(length: length, slots: slots)),
          "l = \(length), m = \(slots)")
      }
    }
  }

  @Test func `the traffic of random chains is what the schedule does`() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      let length = Int.random(in: 100...30_000, using: &random)
      let slots = Int.random(in: 2...60, using: &random)
      #expect(
        SlotTraffic(length: length, slots: slots).slots == (try counted(length: length, slots: slots)),
        "l = \(length), m = \(slots)")
    }
  }

  @Test(.slow, arguments: [1, 2, 3, 60, 1_000_000])
  func `the slots together are read once a step, whatever the length`(slots: Int) {
    for length in [1_000_000_007, 1_000_000_000_000_000_000] {
      let traffic = SlotTraffic(length: length, slots: slots).slots
      #expect(traffic.reduce(0) { $0 + $1.reads } == length)
      #expect(
        traffic.reduce(0) { $0 + $1.writes } == BinomialPlan.writesWithin(count: length + 1, slots: slots) + 1)
      #expect(traffic.allSatisfy { $0.writes >= 1 && $0.reads >= $0.writes })
    }
  }
}
