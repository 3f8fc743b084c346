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
    try body { progress in heard.reports.withLock { $0.append(progress) } }
    return heard.reports.withLock { $0 }
  }

  @Test func `a table says how far each of its rows has come`() throws {
    let reports = try reports { observer in
      _ = try LevelTable(
        length: 5000, forwardCost: 1, backwardCost: 1,
        levels: [(index: 0, level: Level(name: "", slots: 2, writeCost: 3))], observer: observer)
    }
    #expect(reports.count == 8)
    #expect(reports[1] == PlanningProgress(what: "lengths of row 1, of at most 2", done: 2048, total: 5001))
    #expect(reports[7] == PlanningProgress(what: "lengths of row 2, of at most 2", done: 4096, total: 5001))
  }

  @Test func `every planner's observer hears numbers that rise to at most the total`() throws {
    let problems = [
      try uniform(30_000, levels((2, 1, 0), (5, 11, 7), (7, 90, 40)), forward: 3),
      try uniform(300, levels((1, 5, 1), (1, 1, 6))),
    ]
    for problem in problems {
      let reports = try reports { observer in
        _ = try Planner.hrevolve.plan(problem, options: PlannerOptions(observer: observer))
      }
      #expect(!reports.isEmpty, "\(problem)")
      for (a, b) in zip(reports, reports.dropFirst()) where a.what == b.what && a.total == b.total {
        #expect(a.done <= b.done && b.done <= b.total ?? .max, "\(a), \(b)")
      }
    }
  }

  @Test func `planners that simulate, count or search tell their observer too`() throws {
    let far = levels((3, 0, 0), (nil, 100_000_000, 7))
    let cases: [(String, (@escaping PlanningObserver) throws -> Void)] = [
      (
        "steps of the run forward",
        { observer in
          _ = try Online.plan(uniform(50_000, levels((9, 0, 0))), options: PlannerOptions(observer: observer))
        }
      ),
      (
        "distinct segments counted",
        { observer in
          let length = 10_000_000
          let plan = PlacedBinomialPlan(
            revolve: BinomialPlan(level: 0, slots: 2, length: length), levels: [0, 1],
            traffic: SlotTraffic(length: length, slots: 2))
          _ = try plan.summarize(plan.root, length: length, levelCount: 2, observer: observer)
        }
      ),
      ("periods, at most", { observer in _ = try PeriodChoice(uniform(4_000_000, far), observer: observer) }),
      (
        "slots given out, chain 2 of 2",
        { observer in
          let chains = [300, 400].map { ShareProblem.Member(length: $0) }
          _ = try MemoryShare.plan(ShareProblem(chains: chains, slots: 200, processors: .each), observer: observer)
        }
      ),
      (
        "pairs of pieces, at most",
        { observer in
          let problem = try uniform(30_000, levels((0, 0, 0), (2, 1, 0), (5, 11, 7), (7, 90, 40)), forward: 3)
          _ = try SlotBudget(problem, level: 0, slots: 2, observer: observer)
        }
      ),
    ]
    for (what, body) in cases {
      let reports = try reports { try body($0) }
      #expect(reports.contains { $0.what == what }, "\(what)")
    }
  }
}
