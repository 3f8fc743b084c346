import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The bound for overlapped transfers: below every optimum and every schedule, and independent of the length.
@Suite struct OverlapBoundTests {
  @Test func `The bound is never above a reference optimum`() throws {
    let lines: [ReferenceLine] = try referenceLines("optimum-overlap")
    #expect(lines.count == 80)
    var attained = 0
    for line in lines {
      var bound = try OverlapBound(line.problem().overlapMachine)
      let found = bound.best()
      #expect(found <= line.optimum, "\(line)")
      if found == line.optimum { attained += 1 }
    }
    #expect(attained == 40)
  }

  @Test func `The mixed bound is never above a reference optimum, nor below that of three shares`() throws {
    let lines: [ReferenceLine] = try referenceLines("optimum-overlap")
    var raised = 0
    for line in lines {
      let problem = try line.problem()
      let (fine, coarse) = (
        try OverlapPlanning.fineMixedBound(problem) ?? 0, try OverlapPlanning.mixedBound(problem, .hrevolve) ?? 0
      )
      #expect(coarse <= fine && fine <= line.optimum, "\(line)")
      if coarse < fine { raised += 1 }
    }
    #expect(raised > 0)
  }

  /// With the shares 0, 1/16 and 1/4 alone it is 5.6 % below the plan.
  @Test func `A full level of 40 slots is planned within 3 per cent of the bound`() throws {
    let schedule = try Planner.hrevolve.schedule(for: overlapped(3000, 10, 20, 20, 1, 1, disk: 40))
    let bound = try #require(schedule.lowerBoundUnits)
    #expect(bound >= 11_120 && schedule.makespanUnits * 100 <= bound * 103)
  }

  @Test(arguments: [
    (1000, 10, 2, 2, 1, 1, 2491), (1000, 10, 5, 5, 1, 2, 3792), (1000, 10, 20, 20, 1, 2, 4207),
    (2000, 20, 20, 20, 1, 2, 7882), (1000, 10, 100, 100, 1, 2, 4752),
    (1_000_000_000_000, 10, 20, 20, 1, 2, 4_317_041_015_515),
  ])
  func `The bound takes the same work at any length`(
    length: Int, slots: Int, write: Int, read: Int, forward: Int, backward: Int, expected: Int
  ) throws {
    let problem = try overlapped(length, slots, write, read, forward, backward)
    var bound = try OverlapBound(problem.overlapMachine)
    #expect(bound.best() == expected)
    #expect(bound.evaluations < 1500)
  }

  @Test func `Costs near the limits of 64 bits give a bound without a trap`() throws {
    for (length, write, forward) in [(1_000_000_000_000_000_000, 1, 1), (10, 1 << 62, 1 << 58), (1 << 40, 1 << 40, 3)] {
      let problem = try overlapped(length, 3, write, 1 << 40, forward, 1)
      var bound = try OverlapBound(problem.overlapMachine)
      #expect(bound.best() >= length)
    }
  }

  @Test func `Costs in another unit give the same bound`() throws {
    var one = try OverlapBound(overlapped(500, 5, 7, 9, 1, 2).overlapMachine)
    var other = try OverlapBound(overlapped(500, 5, 7000, 9000, 1000, 2000).overlapMachine)
    let (small, large) = (one.best(), other.best())
    #expect(small * 1000 >= large && (small - 1) * 1000 < large)
  }
}

/// Returns a chain with free memory and one overlapped level, unlimited by default.
func overlapped(
  _ length: Int, _ slots: Int, _ write: Int, _ read: Int, _ forward: Int, _ backward: Int, disk: Int? = nil
) throws -> Problem {
  try Problem(
    chain: Chain(length: length, forwardCost: .uniform(forward), backwardCost: .uniform(backward)),
    levels: [
      Level(name: "memory", slots: slots),
      Level(name: "disk", slots: disk, writeCost: write, readCost: read, isOverlapped: true),
    ])
}

extension Problem {
  var overlapMachine: OverlapMachine {
    get throws { OverlapMachine(try UniformChain(self, planner: .hrevolve), levels: levels) }
  }
}
