import SeededRandom
import Synchronization
import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct IntervalTableTests {
  /// One side never falls; the other never rises, or does as it likes where the least of each block is known.
  @Test(arguments: [false, true]) func `the scan gives the least split of all, and one that has it`(
    hasMinima: Bool
  ) {
    var random = SeededGenerator(seed: hasMinima ? 41 : 31)
    let (size, unreachable) = (IntervalSplitScan<UInt32>.blockSize, SaturatingCost<UInt32>.unreachable)
    for _ in 0..<3000 {
      let count = Int.random(in: 1...150, using: &random)
      var (left, right) = ([UInt32](), [UInt32]())
      for _ in 0..<count {
        left.append((left.last ?? 0) + UInt32(max(0, Int.random(in: -20...9, using: &random))))
        right.append((right.last ?? 0) + UInt32(max(0, Int.random(in: -20...9, using: &random))))
      }
      right.reverse()
      if hasMinima {
        for index in right.indices {
          right[index] = Int.random(in: 0..<4, using: &random) == 0 ? unreachable : .random(in: 0...300, using: &random)
        }
      }
      let minima = stride(from: 0, to: count, by: size).map { right[$0..<min($0 + size, count)].min() ?? 0 }
      let first = Int.random(in: 0..<count, using: &random)
      let last = Int.random(in: first..<count, using: &random)
      let sums = (first...last).map { left[$0] + right[$0] }
      let limit = UInt32.random(in: 0...400, using: &random)
      let guess = Int.random(in: first...last, using: &random)
      let best = minima.withUnsafeBufferPointer { minima in
        IntervalSplitScan.best(
          left: left, right: right, minima: hasMinima ? minima.baseAddress : nil, first: first, last: last,
          guess: guess, below: limit)
      }
      let least = sums.min() ?? 0
      #expect(best?.cost == (least < limit ? least : nil))
      if let best { #expect(sums[best.split - first] == least) }
    }
  }

  @Test func `one level costs what a full scan of the recurrence says`() throws {
    var random = SeededGenerator(seed: 32)
    for _ in 0..<60 {
      let costs = random.costs(Int.random(in: 1...70, using: &random))
      let slots = Int.random(in: 1...6, using: &random)
      let level = Level(
        name: "", slots: slots, writeCost: .random(in: 0...30, using: &random),
        readCost: .random(in: 0...30, using: &random))
      let table = try IntervalLevelTable(forwardCosts: costs, levels: [(index: 0, level: level)])
      #expect(Int(table.optimum) == Self.fullScan(costs, level, slots))
    }
  }

  /// O(0, l, m) by the recurrence as it is written, every split looked at.
  private static func fullScan(_ costs: [Int], _ level: Level, _ slots: Int) -> Int {
    let (count, infinity) = (costs.count + 1, Int.max / 4)
    var right = (0..<count).map { i in (0..<count).map { i == $0 ? 0 : infinity } }
    for _ in 0..<slots {
      var stored = right
      var inBuffer = right
      for i in (0..<count).reversed() {
        for j in (i + 1)..<max(count, i + 1) {
          var run = 0
          var least = infinity
          for k in (i + 1)...j {
            run += costs[k - 1]
            least = min(least, run + right[k][j] + level.readCost + (k - 1 == i ? 0 : stored[i][k - 1]))
          }
          stored[i][j] = least
          inBuffer[i][j] = min(infinity, level.writeCost + least)
        }
      }
      right = inBuffer
    }
    return right[0][count - 1]
  }

  @Test func `a table beyond its memory is refused with numbers`() throws {
    let costs = Array(repeating: 1, count: 100)
    let level = Level(name: "", slots: 50)
    let refusal = PlanningError.tooManyIntervals(
      bytes: 5151 * 117, limit: 5151 * 23, fittingRows: 3, fittingLength: 45)
    #expect(throws: refusal) {
      try IntervalLevelTable(forwardCosts: costs, levels: [(index: 0, level: level)], memoryLimit: 5151 * 23)
    }
    #expect(throws: PlanningError.tooManySteps(length: 70_000, limit: 32_767)) {
      try IntervalLevelTable(
        forwardCosts: Array(0..<70_000), levels: [(index: 0, level: Level(name: "", slots: 2))])
    }
    #expect(try IntervalVectorTable(forwardCosts: costs, levels: [level, level], maximumEntries: 1000) == nil)
  }

  private final class Steps: Sendable {
    let most = Mutex(0)
  }

  @Test func `a table far beyond its memory is refused before the chain is gone through`() throws {
    let costs = (0..<15_000).map { 1 + $0 * 7919 % 50 }
    let steps = Steps()
    #expect(
      throws: PlanningError.tooManyIntervals(
        bytes: 15_001 * 7_501 * 57, limit: 3 << 30, fittingRows: 5, fittingLength: 10_629)
    ) {
      let observer: PlanningObserver = { progress in steps.most.withLock { $0 = max($0, progress.total ?? .max) } }
      return try PlanningProgress.observed(by: observer) {
        try IntervalLevelTable(forwardCosts: costs, levels: [(index: 0, level: Level(name: "", slots: 20))])
      }
    }
    #expect(steps.most.withLock { $0 } < 200)
  }

  @Test func `rows that end early fit, however many slots there are`() throws {
    let costs = (0..<300).map { 1 + $0 % 3 }
    let level = Level(name: "", slots: 200, writeCost: 4000, readCost: 5)
    let table = try IntervalLevelTable(
      forwardCosts: costs, levels: [(index: 0, level: level)], memoryLimit: 45_451 * 60)
    let whole = try IntervalLevelTable(forwardCosts: costs, levels: [(index: 0, level: level)])
    #expect(table.optimum == whole.optimum && table.tiers[0].rows.count < 24)
  }

  @Test func `a level that helps nowhere is never used`() throws {
    let costs = [2, 1, 3, 1, 2]
    let platform = levels((2, 0, 0), (3, 1000, 1000))
    let problem = try unequal(costs, [1, 1, 1, 1, 1, 1], platform).withFreeBackwardSteps()
    let usable = platform.enumerated().map { (index: $0.offset, level: $0.element) }
    let schedule = try ExactPlanning.unequalBestFound(problem, .hrevolve, costs, usable)
    expectReplays(schedule)
    #expect(try schedule.statistics().levels[1].writes == 0)
  }
}
