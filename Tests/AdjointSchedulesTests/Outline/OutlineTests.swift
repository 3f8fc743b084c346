import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// What parts of a schedule say of themselves, beside the operations that they stand for.
@Suite(.slow) struct OutlineTests {
  /// Takes operations and parts from the schedule itself, and holds each part against its operations.
  private struct Checker: OutlineVisitor {
    let place: String
    /// Returns whether a part is entered.
    var enters: () -> Bool
    var operations: Schedule.Iterator
    var machine: ReplayMachine
    var stored: [Set<Int>]
    var parts = 0

    init(_ schedule: Schedule, _ place: String, enters: @escaping () -> Bool) {
      self.place = place
      self.enters = enters
      operations = schedule.makeIterator()
      machine = ReplayMachine(problem: schedule.problem)
      stored = schedule.problem.levels.map { _ in [] }
    }

    mutating func next() -> Operation? {
      guard let operation = operations.next() else { return nil }
      do throws(RuleViolation) { try machine.execute(operation) } catch { Issue.record("\(place): \(error)") }
      if case .write(let level, let step) = operation { stored[level].insert(step) }
      if case .discard(let level, let step) = operation { stored[level].remove(step) }
      return operation
    }

    mutating func entersPart(_ part: OutlinePart, from start: Int, to end: Int) -> Bool { enters() }

    mutating func visit(_ operation: Operation, from start: Int, to end: Int) {
      #expect(machine.makespan == start, "\(place)")
      #expect(next() == operation && machine.makespan == end, "\(place)")
    }

    mutating func visit(_ part: OutlinePart, from start: Int, to end: Int) {
      parts += 1
      #expect(machine.makespan == start, "\(place)")
      let before = stored
      let length = machine.problem.chain.length
      var levels = stored.map { _ in OutlinePart.LevelUse(writes: 0, reads: 0, net: 0, peak: 0) }
      var forward: (low: Int, high: Int)?
      var backward: (low: Int, high: Int)?
      for _ in 0..<part.operations {
        switch next() {
        case .forward(let from, let to): forward = (min(forward?.low ?? from, from), max(forward?.high ?? to, to))
        case .backward(let step):
          let above = min(step + 1, length)
          backward = (min(backward?.low ?? step, step), max(backward?.high ?? above, above))
        case .write(let level, let step):
          #expect(part.states.contains(step), "\(place)")
          levels[level].writes += 1
          levels[level].net += 1
          levels[level].peak = max(levels[level].peak, levels[level].net)
        case .read(let level, let step):
          #expect(part.states.contains(step), "\(place)")
          levels[level].reads += 1
        case .discard(let level, let step):
          #expect(part.states.contains(step), "\(place)")
          levels[level].net -= 1
        default: Issue.record("\(place): not so many operations, or tapes")
        }
      }
      #expect(machine.makespan == end, "\(place)")
      #expect(part.forward == forward.map { $0.low...$0.high }, "\(place)")
      #expect(part.backward == backward.map { $0.low...$0.high }, "\(place)")
      for (level, use) in part.levels.enumerated() {
        let seen = levels[level]
        #expect(use.writes == seen.writes && use.reads == seen.reads, "\(place)")
        #expect(use.net == seen.net && use.peak == seen.peak, "\(place)")
        let lasting = Set((0..<abs(use.net)).map { part.lasting.first + $0 * part.lasting.stride })
        #expect(before[level].symmetricDifference(stored[level]) == lasting, "\(place)")
      }
    }
  }

  private static let platforms: [[Level]] = [
    [Level(name: "memory", slots: 1)], [Level(name: "memory", slots: 3)], [Level(name: "memory", slots: 100)],
    [Level(name: "memory", slots: 2), Level(name: "disk", slots: nil, writeCost: 3, readCost: 2)],
    [Level(name: "memory", slots: 2), Level(name: "disk", slots: 4, writeCost: 3, readCost: 2)],
    [Level(name: "a", slots: 1, writeCost: 2), Level(name: "b", slots: 2, writeCost: 3, readCost: 1)],
    [Level(name: "a", slots: 2, writeCost: 1, readCost: 3), Level(name: "b", slots: 3, writeCost: 3, readCost: 1)],
    [
      Level(name: "memory", slots: 2), Level(name: "nvme", slots: 3, writeCost: 1, readCost: 1),
      Level(name: "pfs", slots: nil, writeCost: 6, readCost: 4),
    ],
  ]

  private static func visitAll(_ body: (Schedule, String) throws -> Void) throws -> Int {
    var count = 0
    for levels in platforms {
      for length in [0, 1, 2, 3, 7, 20, 61, 150] {
        for forward in [1, 0, 3] {
          let chain = Chain(length: length, forwardCost: .uniform(forward), backwardCost: .uniform(2))
          let problem = try Problem(chain: chain, levels: levels)
          for planner in Planner.ofStates {
            guard let schedule = try? planner.schedule(for: problem), schedule.hasOutline else { continue }
            try body(schedule, "\(planner), l = \(length), uf = \(forward), \(levels.map(\.slots))")
            count += 1
          }
        }
      }
    }
    return count
  }

  @Test func `whoever enters every part sees every operation`() throws {
    let count = try Self.visitAll { schedule, place in
      var checker = Checker(schedule, place) { true }
      try schedule.walk(&checker)
      #expect(checker.parts == 0 && checker.next() == nil, "\(place)")
    }
    #expect(count > 1000)
  }

  @Test func `parts do what their operations do, wherever they are entered`() throws {
    var random = SeededGenerator(seed: 17)
    var parts = 0
    _ = try Self.visitAll { schedule, place in
      for rate in [0, 60, 80, 95] {
        var checker = Checker(schedule, "\(place), \(rate) % entered") {
          Int.random(in: 0..<100, using: &random) < rate
        }
        try schedule.walk(&checker)
        #expect(checker.next() == nil, "\(place)")
        parts += checker.parts
      }
    }
    #expect(parts > 10_000)
  }

  /// Enters what is longer than a share of the makespan, and counts.
  private struct Counter: OutlineVisitor {
    let share: Int
    var seen = 0

    mutating func entersPart(_ part: OutlinePart, from start: Int, to end: Int) -> Bool {
      seen += 1
      return end - start > share
    }

    mutating func visit(_ part: OutlinePart, from start: Int, to end: Int) {}
    mutating func visit(_ operation: Operation, from start: Int, to end: Int) { seen += 1 }
  }

  @Test func `as many parts are looked at as can be told apart, however long the chain is`() throws {
    let disk = Level(name: "disk", slots: nil, writeCost: 5, readCost: 4)
    let memory = { (slots: Int) in Level(name: "memory", slots: slots) }
    let cases: [(Planner, [Level])] = [
      (.uniform, [memory(3)]), (.uniform, [memory(1)]), (.storeNone, [memory(1)]), (.revolve, [memory(10)]),
      (.storeAll, [memory(1000), disk]), (.multistage, [memory(1000), disk]), (.diskRevolve, [memory(10), disk]),
      (.twoLevel, [memory(10), disk]), (.periodic, [memory(20_000_000), disk]),
      (.hrevolve, [memory(10), Level(name: "b", slots: 100, writeCost: 5, readCost: 5)]),
    ]
    for (planner, levels) in cases {
      let schedule = try planner.schedule(for: Problem(chain: Chain(length: 1_000_000_000), levels: levels))
      var counter = Counter(share: schedule.makespanUnits / 1000)
      try schedule.walk(&counter)
      #expect(counter.seen < 100_000, "\(planner): \(counter.seen)")
    }
    // Segments whose states are all kept, on two levels.
    let problem = try Problem(chain: Chain(length: 1_000_000_000), levels: [memory(30_000_000), disk])
    for period in [10_000_000, 50_000_000, 1_000_000_000] {
      let schedule = try Periodic.plan(problem, options: PlannerOptions(period: period, lowerBound: 0))
      var counter = Counter(share: schedule.makespanUnits / 1000)
      try schedule.walk(&counter)
      #expect(counter.seen < 100_000, "period \(period): \(counter.seen)")
    }
  }
}
