import Synchronization
import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct PlanningProgressTests {
  private final class Heard: Sendable {
    let reports = Mutex<[PlanningProgress]>([])
  }

  private func reports(_ body: (@escaping PlanningObserver) throws -> Void) rethrows -> [PlanningProgress] {
    let heard = Heard()
    let observer: PlanningObserver = { progress in heard.reports.withLock { $0.append(progress) } }
    try PlanningProgress.observed(by: observer) { try body(observer) }
    return heard.reports.withLock { $0 }
  }

  @Test func `a table says how far each of its rows has come`() throws {
    let reports = try reports { _ in
      _ = try LevelTable(
        length: 5000, forwardCost: 1, backwardCost: 1,
        levels: [(index: 0, level: Level(name: "", slots: 2, writeCost: 3))])
    }
    #expect(reports.count == 9)
    #expect(reports[2] == PlanningProgress(unit: .rowLengths(row: 1, most: 2), done: 2048, total: 5001))
    #expect(reports[8] == PlanningProgress(unit: .rowLengths(row: 2, most: 2), done: 4096, total: 5001))
  }

  /// Expects that a body's first report is of work about to begin, and no other is.
  private func expectBeginning(
    of work: PlanningWork, _ count: Int, _ body: (@escaping PlanningObserver) throws -> Void
  ) rethrows {
    let reports = try reports(body)
    #expect(reports.first?.beginning == work && reports.first?.total == count)
    #expect(reports.dropFirst().allSatisfy { $0.beginning == nil })
  }

  @Test func `what is known to be large is said before it begins, with its size`() throws {
    let costs: [Int] = (0..<40).map { 1 + $0 % 7 }
    let two = levels((2, 9, 0), (2, 0, 9))
    let slots = [(index: 0, level: Level(name: "", slots: 3, writeCost: 3))]
    let intervals = 41 * 42 / 2
    // Rows x lengths x half of the splits of each.
    try expectBeginning(of: .levelTable, 3 * 40 * 20) { _ in
      _ = try LevelTable(length: 40, forwardCost: 1, backwardCost: 1, levels: slots)
    }
    try expectBeginning(of: .slotVectorTable, 41 * 9 * 2) { _ in
      _ = try SlotVectorTable(length: 40, forwardCost: 1, backwardCost: 1, levels: two)
    }
    try expectBeginning(of: .intervalLevelTable, 3 * intervals) { _ in
      _ = try IntervalLevelTable(forwardCosts: costs, levels: slots)
    }
    try expectBeginning(of: .joinTable, JoinTable.work(lengths: [9, 8], slots: 7)) { _ in
      _ = try JoinTable(lengths: [9, 8], slots: 7)
    }
    // Two passes; each chain with 0 ... 5 slots of the 0 ... 5 given out.
    try expectBeginning(of: .shares, 2 * 12 * 6) { observer in
      let chains = [300, 400].map { ShareProblem.Member(length: $0) }
      _ = try MemoryShare.plan(
        ShareProblem(chains: chains, slots: 5, processors: .each, objective: .maximum), observer: observer)
    }
    let vectors = try reports { _ in _ = try IntervalVectorTable(forwardCosts: costs, levels: two) }
    #expect(vectors.first?.beginning == .intervalVectorTable)
    #expect(try #require(vectors.first?.total) % intervals == 0)
  }

  @Test func `planners of sizes, tapes and periods say so too`() throws {
    let sizes: [Int] = (0..<13).map { 3 + $0 % 4 }
    let chain = try sized((0..<12).map { 1 + $0 % 5 }, sizes, [bytes(20)])
    let ofSizes = try reports { _ = try Planner.hrevolve.schedule(for: chain, options: PlannerOptions(observer: $0)) }
    #expect(ofSizes.contains { $0.beginning == .sizeTable })
    let taped = TapedChain(
      forward: [3, 1, 4, 1, 5, 9], adjoint: [1, 1, 1, 1, 1, 1], states: [3, 1, 2, 1, 3, 2], tapes: [4, 5, 3, 6, 4, 5],
      write: 1, read: 1, capacity: 12)
    let ofTapes = try reports { observer in
      _ = try Planner.rotor.schedule(for: taped.problem(), options: PlannerOptions(observer: observer))
    }
    // Every sum is made for each of the 13 amounts of free room.
    let sums = try #require(ofTapes.first { $0.beginning == .tapeTable }?.total)
    #expect(sums > 0 && sums % 13 == 0)
    let far = levels((3, 0, 0), (nil, 100_000_000, 7))
    let ofPeriods = try reports { _ = try PeriodChoice(uniform(4_000_000, far), observer: $0) }
    #expect(ofPeriods.contains { $0.beginning == .periods })
  }

  @Test func `every planner's observer hears numbers that rise to at most the total`() throws {
    let problems = [
      try uniform(30_000, levels((2, 1, 0), (5, 11, 7), (7, 90, 40)), forward: 3),
      try uniform(300, levels((1, 5, 1), (1, 1, 6))),
    ]
    for problem in problems {
      let reports = try reports { observer in
        _ = try Planner.hrevolve.schedule(for: problem, options: PlannerOptions(observer: observer))
      }
      #expect(!reports.isEmpty, "\(problem)")
      for (a, b) in zip(reports, reports.dropFirst()) where a.unit == b.unit && a.total == b.total {
        #expect(a.done <= b.done && b.done <= b.total ?? .max, "\(a), \(b)")
      }
    }
  }

  @Test func `planners that simulate, count or search tell their observer too`() throws {
    let far = levels((3, 0, 0), (nil, 100_000_000, 7))
    let cases: [(ProgressUnit, (@escaping PlanningObserver) throws -> Void)] = [
      (
        .forwardSteps,
        { observer in
          let options = PlannerOptions(observer: observer)
          _ = try Planner.online.schedule(for: uniform(50_000, levels((9, 0, 0))), options: options)
        }
      ),
      (
        .countedSegments,
        { _ in
          let length = 10_000_000
          let plan = PlacedBinomialPlan(length: length, levels: [0, 1])
          _ = try plan.summarize(plan.root, length: length, levelCount: 2)
        }
      ),
      (.triedPeriods, { observer in _ = try PeriodChoice(uniform(4_000_000, far), observer: observer) }),
      (
        .chainSlots(chain: 2, count: 2),
        { observer in
          let chains = [300, 400].map { ShareProblem.Member(length: $0) }
          _ = try MemoryShare.plan(ShareProblem(chains: chains, slots: 200, processors: .each), observer: observer)
        }
      ),
      (
        .lossPieces,
        { observer in
          let problem = try uniform(30_000, levels((0, 0, 0), (2, 1, 0), (5, 11, 7), (7, 90, 40)), forward: 3)
          _ = try SlotBudget(problem, level: 0, slots: 2, observer: observer)
        }
      ),
    ]
    for (unit, body) in cases {
      let reports = try reports { try body($0) }
      #expect(reports.contains { $0.unit == unit }, "\(unit)")
    }
  }
}
