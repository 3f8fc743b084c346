import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Every planner over a dense grid of small problems: what it announces is what the machine of the model does.
@Suite struct ReplayGridTests {
  @Test func `every schedule of Revolve does what it announces`() throws {
    for length in 0...40 {
      for slots in 1...8 {
        for (forward, backward) in [(1, 1), (3, 2), (0, 1), (2, 0)] {
          let problem = try uniform(length, levels((slots, 0, 0)), forward: forward, backward: backward)
          expectReplays(try Revolve.plan(problem))
        }
      }
    }
  }

  @Test func `every schedule of Disk-Revolve does what it announces`() throws {
    for length in 0...40 {
      for slots in 0...8 {
        for (disk, write, read) in [(nil, 5, 4), (nil, 0, 0), (nil, 1, 9), (3, 5, 4), (0, 2, 2), (1, 30, 1)] {
          if slots == 0 && disk == 0 && length > 0 { continue }
          let problem = try uniform(
            length, levels((slots, 0, 0), (disk, write, read)), forward: 2, backward: 3)
          let schedule = try DiskRevolve.plan(problem)
          #expect(schedule.isOptimal)
          expectReplays(schedule)
        }
      }
    }
  }

  @Test(.slow) func `every schedule of H-Revolve does what it announces, and costs what the table says`() throws {
    // Write and read costs of up to three levels, memory free and not, levels alike and not.
    let costs: [[(Int, Int)]] = [
      [(0, 0)], [(3, 1)], [(0, 0), (5, 5)], [(1, 0), (1, 0)], [(6, 0), (9, 1)], [(0, 2), (7, 2)],
      [(0, 0), (4, 4), (20, 10)], [(1, 2), (3, 2), (3, 9)],
    ]
    for costs in costs {
      for slots in 0...8 {
        // As many slots everywhere, fewer on slower levels, and a slowest level without a bound.
        let shapes: [[Int?]] = [
          costs.map { _ in slots }, costs.indices.map { max(0, slots - 2 * $0) },
          costs.indices.map { $0 == costs.count - 1 ? nil : slots },
        ]
        for shape in shapes {
          let platform = zip(costs, shape).map { Level(name: "", slots: $1, writeCost: $0.0, readCost: $0.1) }
          if platform.allSatisfy({ $0.slots == 0 }) { continue }
          for (forward, backward) in [(1, 1), (4, 3)] {
            let table = try LevelTable(
              length: 40, forwardCost: forward, backwardCost: backward,
              levels: platform.enumerated().map { (index: $0.offset, level: $0.element) })
            for length in 0...40 {
              let problem = try uniform(length, platform, forward: forward, backward: backward)
              let schedule = try HRevolve.plan(problem)
              #expect(schedule.isOptimal && schedule.makespanUnits == Int(table.optimum[length]), "\(problem)")
              expectReplays(schedule)
            }
          }
        }
      }
    }
  }

  @Test func `schedules of non-hierarchical platforms do what they announce`() throws {
    let platforms: [[Level]] = [
      levels((1, 5, 1), (1, 2, 7)), levels((2, 7, 2), (nil, 3, 10)), levels((2, 0, 4), (2, 4, 0)),
      levels((1, 19, 8), (1, 4, 8), (1, 16, 5)), levels((2, 1, 9), (2, 9, 1), (2, 4, 4)),
      levels((nil, 8, 0), (nil, 0, 8)),
    ]
    for platform in platforms {
      for length in 0...40 {
        let schedule = try HRevolve.plan(try uniform(length, platform, forward: 2))
        #expect(schedule.isOptimal)
        expectReplays(schedule)
      }
    }
  }

  @Test(.slow) func `random platforms of every kind are planned, replayed and announced alike`() throws {
    var random = SeededGenerator(seed: 2)
    for _ in 0..<3000 {
      let platform = random.platform(hierarchical: .random(using: &random), maxSlots: 5)
      let length = Int.random(in: 0...60, using: &random)
      if length > 0 && platform.allSatisfy({ $0.slots == 0 }) { continue }
      let problem = try uniform(
        length, platform, forward: .random(in: 0...5, using: &random),
        backward: .random(in: 0...5, using: &random))
      let schedule = try HRevolve.plan(problem)
      #expect(schedule.isOptimal, "\(problem)")
      expectReplays(schedule)
    }
  }
}
