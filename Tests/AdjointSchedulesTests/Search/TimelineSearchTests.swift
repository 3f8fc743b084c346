import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The search over the moments of overlapped runs against optima found outside this project, and against the machine.
@Suite struct TimelineSearchTests {
  /// Returns the optimum, after the replay machine has confirmed that the operations found attain it.
  private func confirmed(_ problem: Problem) throws -> Int? {
    var search = try #require(TimelineSearch(problem))
    guard case .found(let makespan, let operations) = search.search(effort: .max) else { return nil }
    var machine = ReplayMachine(problem: problem)
    for operation in operations { try machine.execute(operation) }
    try machine.finish()
    #expect(machine.makespan == makespan, "\(problem)")
    #expect(machine.storedStates.allSatisfy { $0 == 0 }, "\(problem)")
    return makespan
  }

  @Test func `short reference optima are found, and their operations take as long`() throws {
    try checkReference(lengths: 0..<4)
  }

  @Test func `long reference optima are found, and their operations take as long`() throws {
    try checkReference(lengths: 4..<7)
  }

  private func checkReference(lengths: Range<Int>) throws {
    let lines: [ReferenceLine] = try referenceLines("optimum-overlap")
    #expect(lines.count == 80 && lines.allSatisfy { $0.length < 7 })
    for line in lines where lengths.contains(line.length) {
      #expect(try confirmed(try line.problem()) == line.optimum, "\(line)")
    }
  }

  @Test func `without overlapped levels it finds what the other searches find`() throws {
    for (slots, disk) in [(1, 1), (1, 2), (2, 1)] {
      for cost in [0, 2] {
        let problem = try uniform(4, levels((slots, 0, 0), (disk, cost, 3)), forward: 2)
        #expect(try confirmed(problem) == ExhaustiveSearch(problem: problem).optimum(), "\(problem)")
      }
    }
  }

  @Test func `two channels, unequal steps and bytes`() throws {
    let chain = Chain(
      length: 3, forwardCost: .each([3, 1, 2]), backwardCost: .each([1, 2, 1, 1]), stateSize: .each([2, 3, 2, 1]))
    let problem = try Problem(
      chain: chain,
      levels: [
        Level(name: "memory", capacity: 3),
        Level(name: "a", slots: 1, writeCost: 2, readCost: 2, isOverlapped: true),
        Level(name: "b", capacity: 3, writeCost: 1, writeBandwidth: 1, isOverlapped: true),
      ])
    let optimum = try #require(try confirmed(problem))
    // Steps alone take 6 + 5.
    #expect(optimum >= 11)
    // Blocking transfers through the memory take no less.
    let blocking = try Problem(chain: chain, levels: [problem.levels[0]])
    let alone = try confirmed(blocking)
    #expect(optimum <= alone ?? .max)
  }

  @Test func `no random schedule is faster, or takes more slots than there are`() throws {
    var random = SeededGenerator(seed: 16)
    var finished = 0
    for _ in 0..<60 {
      let length = Int.random(in: 1...3, using: &random)
      let disks = (0..<Int.random(in: 1...2, using: &random)).map { index in
        Level(
          name: "\(index)", slots: Int.random(in: 1...2, using: &random),
          writeCost: Int.random(in: 0...4, using: &random), readCost: Int.random(in: 0...4, using: &random),
          isOverlapped: true)
      }
      let problem = try uniform(
        length, [Level(name: "memory", slots: Int.random(in: 1...2, using: &random))] + disks,
        forward: Int.random(in: 1...3, using: &random))
      let optimum = try #require(try confirmed(problem))
      for _ in 0..<20 {
        guard let machine = randomRun(problem, using: &random) else { continue }
        finished += 1
        let statistics = machine.statistics
        #expect(machine.makespan >= optimum, "\(problem)")
        #expect((statistics.computeTime ?? 0) + (statistics.stallTime ?? 0) == machine.makespan)
        for (level, use) in zip(problem.levels, statistics.levels) {
          #expect(use.peakSlots <= level.slots ?? .max, "\(problem)")
        }
      }
    }
    #expect(finished > 200)
  }

  /// Runs random operations until every backward step has run; nil if that takes too many.
  private func randomRun(_ problem: Problem, using random: inout SeededGenerator) -> ReplayMachine? {
    var machine = ReplayMachine(problem: problem)
    let length = problem.chain.length
    try? machine.execute(.write(level: 0, step: 0))
    for _ in 0..<1000 {
      if (try? machine.finish()) != nil { return machine }
      let level = Int.random(in: 0..<problem.levels.count, using: &random)
      let step = Int.random(in: 0...length, using: &random)
      let operation: Operation
      switch Int.random(in: 0..<8, using: &random) {
      case 0, 1: operation = .forward(from: step, to: step + 1)
      case 2: operation = .backward(step: step)
      case 3: operation = .write(level: 0, step: step)
      case 4: operation = .read(level: 0, step: step)
      case 5: operation = .offload(level: level, step: step)
      case 6: operation = .prefetch(level: level, step: step)
      default:
        // x_0 stays somewhere, or nothing would ever end.
        if step == 0 && machine.levels.filter({ $0.states.contains(0) }).count < 2 { continue }
        operation = .discard(level: level, step: step)
      }
      try? machine.execute(operation)
    }
    return nil
  }

  @Test func `a limit leaves a bound, and a chain without a slot has no schedule`() throws {
    let problem = try uniform(
      5,
      [
        Level(name: "memory", slots: 1),
        Level(name: "disk", slots: 2, writeCost: 2, readCost: 2, isOverlapped: true),
      ])
    let optimum = try #require(try confirmed(problem))
    var search = try #require(TimelineSearch(problem))
    guard case .undecided(let bound) = search.search(effort: 3) else {
      Issue.record("three moments suffice")
      return
    }
    #expect(bound > 0 && bound <= optimum)
    var none = try #require(TimelineSearch(try uniform(2, levels((0, 0, 0)))))
    if case .nothing = none.search() { return }
    Issue.record("x_0 has no slot")
  }
}
