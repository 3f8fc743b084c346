import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The bound that counts the slots of states that arrive: below every optimum and every schedule, at any length.
@Suite struct OverlapSlotBoundTests {
  @Test func `The bound is never above a reference optimum`() throws {
    let lines: [ReferenceLine] = try referenceLines("optimum-overlap")
    var (raised, attained) = (0, 0)
    for line in lines {
      let machine = try line.problem().overlapMachine
      var few = OverlapSlotBound(machine)
      var every = OverlapBound(machine)
      let (found, known) = (few?.best() ?? 0, every.best())
      #expect(found <= line.optimum, "\(line)")
      if found > known { raised += 1 }
      if max(found, known) == line.optimum { attained += 1 }
    }
    #expect(raised == 11 && attained == 40, "\(raised), \(attained)")
  }

  @Test func `The bound of random small machines is never above their optimum`() throws {
    var random = SeededGenerator(seed: 41)
    var compared = 0
    for _ in 0..<trials(300, few: 24) {
      let problem = try random.overlapped(
        2...5, memory: 1...3, further: 1...1, slots: 1...3, maxCost: 9, forward: 1...3)
      // Not every machine has this bound: those without are not searched.
      guard var bound = OverlapSlotBound(try problem.overlapMachine) else { continue }
      var search = try #require(TimelineSearch(problem))
      guard case .found(let optimum, _) = search.search(effort: 20_000) else { continue }
      compared += 1
      #expect(bound.best() <= optimum, "\(problem)")
    }
    #expect(compared > trials(100, few: 3), "\(compared)")
  }

  /// Slots, transfers, and what the bound is exactly.
  @Test(arguments: [
    (1000, 1, 20, 7647), (1000, 2, 5, 3146), (2000, 2, 20, 9539), (20_000, 2, 100, 160_803), (5000, 3, 30, 21_915),
    (20_000, 3, 100, 114_818),
    (1_000_000, 4, 1000, 7_783_415), (1_000_000_000_000, 2, 20, 4_778_686_475_735),
  ])
  func `Few slots are bounded with the same work at any length`(
    length: Int, slots: Int, transfer: Int, expected: Int
  ) throws {
    var bound = try #require(OverlapSlotBound(overlapped(length, slots, transfer, transfer, 1, 1).overlapMachine))
    #expect(bound.best() == expected)
    #expect(bound.work < 30_000)
  }

  /// Lengths and costs, with the greatest excess over the bound in thousandths.
  @Test(
    .slow,
    arguments: [
      (1000, 1, 20, 122), (1000, 2, 5, 80), (2000, 2, 20, 89), (20_000, 2, 100, 188), (5000, 3, 30, 64),
      (20_000, 3, 100, 139),
      (1_000_000, 4, 1000, 195),
    ])
  func `Plans with few slots are close to the bound`(
    length: Int, slots: Int, transfer: Int, thousandths: Int
  ) throws {
    let schedule = try Planner.hrevolve.schedule(for: overlapped(length, slots, transfer, transfer, 1, 1))
    let bound = try #require(schedule.lowerBoundUnits)
    #expect(schedule.makespanUnits >= bound && (schedule.makespanUnits - bound) * 1000 <= thousandths * bound)
  }

  @Test func `Random chains take no less than their bound`() throws {
    var random = SeededGenerator(seed: 42)
    var raised = 0
    for _ in 0..<trials(200, few: 6) {
      let problem = try random.overlapped(
        1...40, memory: 1...3, further: 1...1, slots: 1...3, maxCost: 9, forward: 1...3)
      let schedule = try Planner.hrevolve.schedule(for: problem)
      expectReplays(schedule)
      var (few, every) = (OverlapSlotBound(try problem.overlapMachine), OverlapBound(try problem.overlapMachine))
      let bound = few?.best() ?? 0
      #expect(bound <= schedule.lowerBoundUnits ?? 0 && schedule.lowerBoundUnits ?? 0 <= schedule.makespanUnits)
      if bound > every.best() { raised += 1 }
    }
    #expect(raised > 0, "\(raised)")
  }

  @Test func `Costs near the limits of 64 bits give a bound without a trap`() throws {
    for (length, write, forward) in [(1_000_000_000_000_000_000, 1, 1), (10, 1 << 62, 1 << 58), (1 << 40, 1 << 40, 3)] {
      for slots in 1...3 {
        let problem = try overlapped(length, slots, write, 1 << 40, forward, 1)
        var bound = try #require(OverlapSlotBound(problem.overlapMachine))
        #expect(bound.best() >= length)
        #expect(bound.work <= OverlapSlotBound.mostWork + OverlapSlotPrices.mostValues)
      }
    }
  }

  @Test func `Costs in another unit give the same bound`() throws {
    var one = try #require(OverlapSlotBound(overlapped(500, 2, 7, 9, 1, 2).overlapMachine))
    var other = try #require(OverlapSlotBound(overlapped(500, 2, 7000, 9000, 1000, 2000).overlapMachine))
    let (small, large) = (one.best(), other.best())
    #expect(small * 1000 >= large && (small - 1) * 1000 < large)
  }

  @Test func `It is for one overlapped level whose transfers take time`() throws {
    for (length, slots, write, read, forward) in [
      (10, 2, 0, 1, 1), (10, 2, 1, 0, 1), (10, 2, 1, 1, 0), (5, 5, 1, 1, 1),
    ] {
      #expect(OverlapSlotBound(try overlapped(length, slots, write, read, forward, 1).overlapMachine) == nil)
    }
    let two = try Problem(
      chain: Chain(length: 10),
      levels: [
        Level(name: "memory", slots: 2), Level(name: "host", slots: 2, writeCost: 1, readCost: 1),
        Level(name: "disk", slots: nil, writeCost: 5, readCost: 5, isOverlapped: true),
      ])
    #expect(OverlapSlotBound(try two.overlapMachine) == nil)
  }
}
