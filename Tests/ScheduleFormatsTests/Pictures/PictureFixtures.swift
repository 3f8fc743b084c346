import AdjointSchedules
import TestSupport

@testable import ScheduleFormats

/// Platforms, planners and lengths whose schedules are small enough to have a line an operation.
enum PictureFixtures {
  static let platforms: [[Level]] = [
    [Level(name: "memory", slots: 1)], [Level(name: "memory", slots: 4)],
    [Level(name: "memory", slots: 2), Level(name: "disk", slots: nil, writeCost: 3, readCost: 2)],
    [Level(name: "a", slots: 1, writeCost: 2), Level(name: "b", slots: 2, writeCost: 3, readCost: 1)],
    [
      Level(name: "memory", slots: 2), Level(name: "nvme", slots: 3, writeCost: 1, readCost: 1),
      Level(name: "pfs", slots: nil, writeCost: 6, readCost: 4),
    ],
  ]
  static let lengths = [0, 1, 2, 3, 7, 20, 61]

  /// Calls `body` with the schedule of every planner that takes the problem.
  static func visitAll(_ body: (Schedule) throws -> Void) throws -> Int {
    var count = 0
    for levels in platforms {
      for length in lengths {
        for forward in [StepCost.uniform(1), .uniform(0), .each((0..<length).map { $0 % 5 })] {
          let chain = Chain(length: length, forwardCost: forward, backwardCost: .uniform(2))
          let problem = try Problem(chain: chain, levels: levels)
          for planner in Planner.ofChains {
            guard let schedule = try? planner.schedule(for: problem) else { continue }
            try body(schedule)
            count += 1
          }
        }
      }
    }
    return count
  }
}

/// A generator of pseudo-random numbers that is the same on every machine: x -> a x + c modulo a prime.
struct PictureRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    // Two steps of 32 bits each.
    let high = step()
    return high << 32 | step()
  }

  private mutating func step() -> UInt64 {
    state = (state * 1_588_635_695 + 12_345) % 4_294_967_291
    return state & 0xFFFF_FFFF
  }
}
