import Synchronization
import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct PlanningCancellationTests {
  private final class Count: Sendable {
    let value = Mutex(0)
  }

  /// Runs `body` in a task that the observer itself cancels at its first report; returns how it ended, and the reports.
  private func cancelled(
    _ body: @escaping @Sendable (@escaping PlanningObserver) throws -> Void
  ) async -> (result: Result<Void, any Error>, reports: Int) {
    let count = Count()
    let planning = Task {
      let observer: PlanningObserver = { _ in
        count.value.withLock { $0 += 1 }
        withUnsafeCurrentTask { $0?.cancel() }
      }
      try PlanningProgress.observed(by: observer) { try body(observer) }
    }
    return (await planning.result, count.value.withLock { $0 })
  }

  /// One report more may come: what is about to begin is said, and then nothing of it is done.
  @Test func `whatever says how far it has come ends there when its task is cancelled`() async throws {
    let costs = (0..<150).map { 1 + $0 * 7919 % 13 }
    let ones = Array(repeating: 1, count: 151)
    let two = levels((1, 0, 0), (2, 9, 4))
    let intervals = try unequal(costs, ones, levels((9, 0, 0)))
    let vectors = try self.problem(costs, levels((1, 5, 1), (1, 1, 6)))
    let sized = try Problem(
      chain: Chain(length: 40, stateSize: .each((0...40).map { 1 + $0 % 3 })),
      levels: [Level(name: "memory", capacity: 9)])
    let taped = try Problem(
      chain: Chain(
        length: 30, stateSize: .each((0...30).map { 1 + $0 % 3 }),
        tapes: Tapes(size: .each((0..<30).map { 2 + $0 % 4 }))),
      levels: [Level(name: "memory", capacity: 20)])
    let planned: [(String, Planner, Problem)] = [
      ("prices", .hrevolve, try uniform(30_000, levels((2, 1, 0), (5, 11, 7), (7, 90, 40)), forward: 3)),
      ("slot vectors", .hrevolve, try uniform(300, levels((1, 5, 1), (1, 1, 6)))),
      ("intervals", .hrevolve, intervals),
      ("interval vectors", .hrevolve, vectors),
      ("sizes", .hrevolve, sized),
      ("tapes", .rotor, taped),
      ("the run forward", .online, try uniform(50_000, levels((9, 0, 0)))),
      ("periods", .periodicDiskRevolve, try uniform(4_000_000, levels((3, 0, 0), (nil, 100_000_000, 7)))),
    ]
    for (what, planner, problem) in planned {
      let ended = await cancelled { observer in
        _ = try planner.schedule(for: problem, options: PlannerOptions(lowerBound: 0, observer: observer))
      }
      #expect(throws: PlanningError.cancelled, "\(what)") { try ended.result.get() }
      #expect(ended.reports <= 2, "\(what): \(ended.reports)")
    }
    let table = await cancelled { _ in
      _ = try LevelTable(
        length: 5000, forwardCost: 1, backwardCost: 1,
        levels: [(index: 0, level: Level(name: "", slots: 2, writeCost: 3))])
    }
    #expect(throws: PlanningError.cancelled) { try table.result.get() }
    let share = await cancelled { observer in
      let chains = [300, 400].map { ShareProblem.Member(length: $0) }
      _ = try MemoryShare.plan(ShareProblem(chains: chains, slots: 200, processors: .each), observer: observer)
    }
    #expect(throws: PlanningError.cancelled) { try share.result.get() }
    let comparison = await cancelled { observer in
      _ = try Comparison(uniform(300, two), observer: observer)
    }
    #expect(throws: PlanningError.cancelled) { try comparison.result.get() }
    #expect(table.reports <= 2 && share.reports <= 2)
  }

  @Test func `what is cancelled before it begins plans nothing`() async throws {
    let problem = try uniform(9, levels((3, 0, 0)))
    for planner in Planner.ofStates {
      let planning = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try planner.schedule(for: problem)
      }
      let result = await planning.result
      #expect(throws: PlanningError.self, "\(planner)") { try result.get() }
    }
  }

  private func problem(_ costs: [Int], _ platform: [Level]) throws -> Problem {
    try unequal(costs, Array(repeating: 1, count: costs.count + 1), platform)
  }
}
