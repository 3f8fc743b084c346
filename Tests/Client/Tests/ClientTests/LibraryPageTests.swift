import AdjointSchedules
import Foundation
import ScheduleFormats
import Testing

/// The code of docs/library.md: each block of that page stands here, word for word, and runs.
@Suite struct LibraryPageTests {
  private func problem() throws -> Problem {
    let problem = try Problem(
      chain: Chain(length: 100),
      levels: [
        Level(name: "memory", slots: 3),
        Level(name: "disk", slots: nil, writeCost: 5, readCost: 4),
      ])
    return problem
  }

  @Test func `a plan says its makespan, and whether it is the least`() throws {
    let problem = try problem()

    let schedule = try Planner.hrevolve.schedule(for: problem)
    print(schedule.makespan)
    print(schedule.isOptimal, schedule.note ?? "proven")

    #expect(schedule.isOptimal && schedule.makespan == schedule.lowerBound)
    #expect(try schedule.makespan < Planner.storeNone.schedule(for: problem).makespan)
  }

  @Test func `costs are decimals, exactly`() throws {
    let description = ProblemDescription(
      length: 100,
      forwardCost: .uniform(try DecimalCost("0.1")),
      backwardCost: .uniform(try DecimalCost("0.25")),
      levels: [
        .init(name: "memory", slots: 3),
        .init(name: "disk", slots: nil, writeCost: try DecimalCost("1.5")),
      ])
    let schedule = try Planner.hrevolve.schedule(for: description.problem())
    print(schedule.makespan)  // 59.15

    let stated = try DecimalCost("59.150")
    #expect(schedule.makespan == stated && "\(schedule.makespan)" == "59.15")
    #expect(try schedule.makespan < DecimalCost("59.151"))
    #expect(try schedule.makespan > DecimalCost("59.1"))
    #expect(throws: CostTextError.negative) { try DecimalCost("-1") }

    let problem = try description.problem()
    for row in try Comparison(problem).rows {
      print(row.planner, row.makespan, DecimalCost(row.makespan, fractionDigits: problem.fractionDigits))
    }

    let best = try #require(try Comparison(problem).rows.first)
    #expect(best.makespan == 5915)
    #expect(DecimalCost(best.makespan, fractionDigits: problem.fractionDigits) == schedule.makespan)
  }

  @Test func `a driver with five functions runs a schedule`() throws {
    let problem = try problem()
    let schedule = try Planner.hrevolve.schedule(for: problem)

    final class Counter: ScheduleDriver {
      var x = 0
      var stored: [[Int: Int]] = [[:], [:]]
      var reversed: [Int] = []

      func forward(from start: Int, to end: Int) { x += end - start }
      func backward(_ step: Int) { reversed.append(x) }
      func write(_ step: Int, to level: Int) { stored[level][step] = x }
      func read(_ step: Int, from level: Int) { x = stored[level][step]! }
      func discard(_ step: Int, from level: Int) { stored[level][step] = nil }
    }
    let counter = Counter()
    try schedule.run(counter)

    #expect(counter.reversed == (0...100).reversed())
    #expect(counter.stored == [[:], [:]])

    (counter.stored, counter.reversed) = ([[:], [0: 0, 24: 24]], [])

    let left = Situation(due: 40, stored: [[], [0, 24]])
    let rest = try Planner.hrevolve.schedule(for: problem.with(situation: left))
    try rest.run(counter)

    #expect(counter.reversed == (0...40).reversed())
    #expect(counter.stored == [[:], [:]])
  }

  @Test func `what is written is read back, from any form`() throws {
    let schedule = try Planner.hrevolve.schedule(for: problem())

    var bytes: [UInt8] = []
    try schedule.write(.jsonl, to: &bytes)

    let file = try ScheduleFile(contentsOf: bytes)
    for operation in file.operations {
      if case .write(let level, let step) = operation, level > 0 { print("state \(step) is kept on disk") }
    }

    #expect(file.problem == schedule.problem && file.makespan == schedule.makespan)
    #expect(file.operations == Array(schedule))
    for format in ScheduleFormat.allCases {
      var other: [UInt8] = []
      try schedule.write(format, to: &other)
      #expect(try ScheduleFile(contentsOf: other).operations == file.operations, "\(format)")
    }
  }

  @Test func `a schedule that breaks a rule is not run`() throws {
    let text = """
      # chain length 1
      # level 0 memory slots 1
      write 0 0
      forward 0 1
      backward 1
      backward 0
      """
    do {
      _ = try ScheduleFile(contentsOf: Array(text.utf8))
    } catch let error as InvalidSchedule {
      print(error)  // operation 4 (backward 0): state 0 must be in the buffer, which is empty
    }

    let error = try #require(throws: InvalidSchedule.self) { try ScheduleFile(contentsOf: Array(text.utf8)) }
    #expect("\(error)" == "operation 4 (backward 0): state 0 must be in the buffer, which is empty")
    #expect(error.report.violation?.number == 4)
  }

  @Test func `planning ends when its task is cancelled`() async throws {
    let costs = (0..<2000).map { 1 + $0 % 7 }
    let problem = try Problem(
      chain: Chain(length: 2000, forwardCost: .each(costs)), levels: [Level(name: "memory", slots: 200)])

    let planning = Task { try Planner.hrevolve.schedule(for: problem) }
    planning.cancel()
    let result = await planning.result

    #expect(throws: PlanningError.cancelled) { try result.get() }
  }

  @Test func `an observer hears of progress, and memory has a limit`() throws {
    let problem = try Problem(
      chain: Chain(length: 300, forwardCost: .each((0..<300).map { 1 + $0 % 7 })),
      levels: [Level(name: "memory", slots: 4)])

    var options = PlannerOptions()
    options.observer = { progress in print("\(progress.done) \(progress.unit)") }
    let schedule = try PlanningMemory.$current.withValue(PlanningMemory(limit: 256 << 20)) {
      try Planner.hrevolve.schedule(for: problem, options: options)
    }

    #expect(schedule.isOptimal)
    #expect(throws: PlanningError.self) {
      try PlanningMemory.$current.withValue(PlanningMemory(limit: 1 << 10)) {
        try Planner.revolve.schedule(for: problem)
      }
    }
  }

  @Test func `questions are answered by values`() throws {
    let problem = try problem()

    let limit = try MakespanLimit.timesStoreAll(DecimalCost("1.5")).makespan(for: problem)
    let budget = try SlotBudget(problem, level: 0, atMost: limit)
    print(budget.answer.map { "\($0) slots" } ?? "no number of slots is enough")

    var sweep = Sweep(planners: [.hrevolve, .multistage], points: 3)
    for length in [50, 100, 200] {
      let problem = try Problem(chain: Chain(length: length), levels: problem.levels)
      for entry in sweep.entries(for: problem) { print(length, entry.planner, try entry.result.get().makespan) }
    }

    let answer = try #require(budget.answer)
    #expect(budget.candidates.first { $0.slots == answer }?.figures.makespan ?? .max <= limit)
    let network = try Problem(
      chain: Chain(length: 2, stateSize: .uniform(4)), levels: [Level(name: "memory", capacity: 4)])
    let bytes = try CapacityBudget(network, level: 0, atMost: .cost(DecimalCost(5)))
    #expect(bytes.answer == 8)
  }

  @Test func `other people's operations are checked one by one`() throws {
    let problem = try problem()
    let operations = Array(try Planner.hrevolve.schedule(for: problem))

    var machine = ReplayMachine(problem: problem)
    for operation in operations { try machine.execute(operation) }
    try machine.finish()
    print(machine.makespan, machine.statistics.maxStepRuns)

    #expect(machine.statistics.backwardSteps == 101)
  }
}
