import TestSupport
import Testing

@testable import AdjointSchedules

/// The search over the moments of overlapped runs against optima found outside this project, and against the machine.
@Suite struct TimelineSearchTests {
  private struct Line: Decodable {
    struct Place: Decodable {
      var slots: Int?
      var write: Int
      var read: Int
      var overlapped: Bool?
    }
    var length: Int
    var forward: Int
    var backward: Int
    var levels: [Place]
    var optimum: Int

    func problem() throws -> Problem {
      try uniform(
        length,
        levels.enumerated().map { index, level in
          Level(
            name: "\(index)", slots: level.slots, writeCost: level.write, readCost: level.read,
            isOverlapped: level.overlapped ?? false)
        }, forward: forward, backward: backward)
    }
  }

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
    let lines: [Line] = try referenceLines("optimum-overlap")
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
