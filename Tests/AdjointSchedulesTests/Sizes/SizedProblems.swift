import SeededRandom
import TestSupport

@testable import AdjointSchedules

/// Shorthand for a level of bytes.
func bytes(_ capacity: Int, _ write: Int = 0, _ read: Int = 0) -> Level {
  Level(name: "\(capacity) bytes", capacity: capacity, writeCost: write, readCost: read)
}

/// A problem whose steps and states differ.
func sized(_ forward: [Int], _ sizes: [Int], _ levels: [Level], backward: [Int]? = nil) throws -> Problem {
  try Problem(
    chain: Chain(
      length: forward.count, forwardCost: .each(forward), backwardCost: backward.map(StepCost.each) ?? .uniform(1),
      stateSize: .each(sizes)), levels: levels)
}

/// The recurrence of persistent schedules as it is written, every split looked at, every amount a number.
struct PlainSizeRecurrence {
  let costs: [Int]
  let sizes: [Int]
  let level: Level
  private var known: [[Int]: Int] = [:]
  static let infinity = Int.max / 8

  init(_ costs: [Int], _ sizes: [Int], _ level: Level) {
    (self.costs, self.sizes, self.level) = (costs, sizes, level)
  }

  /// O(k, j, m)
  mutating func inBuffer(_ start: Int, _ end: Int, _ free: Int) -> Int {
    if start == end { return 0 }
    if sizes[start] > free { return Self.infinity }
    return min(Self.infinity, level.writeCost + stored(start, end, free - sizes[start]))
  }

  /// P(i, j, m)
  private mutating func stored(_ start: Int, _ end: Int, _ free: Int) -> Int {
    if start == end { return 0 }
    if let cost = known[[start, end, free]] { return cost }
    var (least, travel) = (Self.infinity, 0)
    for split in start + 1...end {
      travel += costs[split - 1]
      let right = inBuffer(split, end, free)
      if right < Self.infinity {
        least = min(least, travel + right + level.readCost + stored(start, split - 1, free))
      }
    }
    known[[start, end, free]] = least
    return least
  }
}

extension SeededGenerator {
  /// Returns the sizes of `count` states: any, a few kinds, growing, multiples of a number, or with some of nothing.
  mutating func sizes(_ count: Int, upTo most: Int = 9) -> [Int] {
    let kind = Int.random(in: 0..<5, using: &self)
    let (one, other) = (Int.random(in: 1...most, using: &self), Int.random(in: 1...most, using: &self))
    return (0..<count).map { index in
      switch kind {
      case 0: return Int.random(in: 1...most, using: &self)
      case 1: return Bool.random(using: &self) ? one : other
      case 2: return 1 + index * other / 2
      case 3: return 7 * Int.random(in: 1...max(1, most / 3), using: &self)
      default: return Int.random(in: 0...2, using: &self)
      }
    }
  }
}
