import AdjointSchedules
import ScheduleFormats
import Testing

/// The examples of the comments at the libraries' declarations: each stands here, word for word, and runs.
@Suite struct DocumentationExamplesTests {
  @Test func `planners`() throws {
    do {
      let problem = try Problem(chain: Chain(length: 9), levels: [Level(name: "memory", slots: 3)])
      let schedule = try Planner.revolve.schedule(for: problem)
      print(schedule.makespan)  // 25

      #expect("\(schedule.makespan)" == "25")
    }
    do {
      let problem = try Problem(
        chain: Chain(length: 8),
        levels: [
          Level(name: "memory", slots: 1, writeCost: 6, readCost: 0),
          Level(name: "disk", slots: 2, writeCost: 9, readCost: 1),
        ])
      print(try Planner.hrevolve.schedule(for: problem).makespan)  // 48

      #expect("\(try Planner.hrevolve.schedule(for: problem).makespan)" == "48")
    }
    do {
      let problem = try Problem(branches: [3, 2], handle: 1, slots: 5)
      print(try Planner.join.schedule(for: problem).makespan)  // 16

      #expect("\(try Planner.join.schedule(for: problem).makespan)" == "16")
    }
  }

  @Test func `certificates`() throws {
    let problem = try Problem(chain: Chain(length: 9), levels: [Level(name: "memory", slots: 3)])
    let certificate = try Planner.revolve.schedule(for: problem).certificate()
    print(certificate.lowerBound, certificate.isOptimal)  // 25 true

    #expect("\(certificate.lowerBound) \(certificate.isOptimal)" == "25 true")
    #expect(CertificateWriter.bytes(certificate).count > 100)
  }

  @Test func `runs that are cut`() throws {
    do {
      let rest = try Problem(
        chain: Chain(length: 9),
        levels: [Level(name: "memory", slots: 2), Level(name: "disk", slots: nil, writeCost: 3)],
        situation: Situation(due: 6, stored: [[], [0, 4]]))
      print(try Planner.hrevolve.schedule(for: rest).makespan)  // 12

      #expect("\(try Planner.hrevolve.schedule(for: rest).makespan)" == "12")
    }
    do {
      let rest = try Problem(
        branches: [3, 2], handle: 1, slots: 5,
        situation: JoinSituation(
          branches: [1, 1], handle: nil, storedOnBranches: [[0, 1, 3], [0, 2]], storedOnHandle: []))
      print(try Planner.join.schedule(for: rest).makespan)  // 5

      #expect("\(try Planner.join.schedule(for: rest).makespan)" == "5")
    }
    do {
      let problem = try Problem(chain: Chain(length: 9), levels: [Level(name: "disk", slots: 3)])
      var recording = ScheduleRecording(problem, after: 12)
      for operation in try Planner.revolve.schedule(for: problem) { try recording.add(operation) }
      let rest = try recording.rest()
      print(rest.makespan)  // 12

      #expect("\(rest.makespan)" == "12")
    }
    do {
      let problem = try Problem(
        chain: Chain(length: 100),
        levels: [Level(name: "memory", slots: 5), Level(name: "disk", slots: nil, writeCost: 2)])
      let division = try JobDivision(problem, limit: 120, restartCost: 5, losing: [0])
      print(division.legs.count)

      #expect(division.legs.count == 3)
    }
  }

  @Test func `schedules`() throws {
    let problem = try Problem(chain: Chain(length: 2), levels: [Level(name: "memory", slots: 1)])
    for operation in try Planner.revolve.schedule(for: problem) { print(operation) }

    let schedule = try Planner.revolve.schedule(for: problem)
    var bytes: [UInt8] = []
    try schedule.write(.jsonl, to: &bytes)

    do {
      let file = try ScheduleFile(contentsOf: bytes)
      for operation in file.operations { print(operation) }

      #expect(file.operations == Array(schedule))
    }
  }

  @Test func `costs`() throws {
    let cost = try DecimalCost("0.25")
    print(cost)  // 0.25

    #expect("\(cost)" == "0.25")
  }

  @Test func `memory`() throws {
    let problem = try Problem(chain: Chain(length: 9), levels: [Level(name: "memory", slots: 3)])
    let schedule = try PlanningMemory.$current.withValue(PlanningMemory(limit: 1 << 30)) {
      try Planner.hrevolve.schedule(for: problem)
    }

    #expect(schedule.isOptimal)
  }

  @Test func `shares`() throws {
    let chains = [120, 40].map { ShareProblem.Member(length: $0) }
    let share = try MemoryShare.plan(ShareProblem(chains: chains, slots: 12, processors: .each))
    print(share.parts.map(\.slots))  // the division of the twelve

    #expect(share.parts.reduce(0) { $0 + $1.slots } == 12)
  }

  @Test func `checkpoints while a chain runs`() {
    var simulation = Simulation()
    var saved: Set<Int> = []
    func save(_ state: Int) { saved.insert(state) }
    func discard(_ state: Int) { saved.remove(state) }

    var checkpoints = OnlineCheckpoints(slots: 10)
    while simulation.runs {
      let advice = checkpoints.reach()
      if let freed = advice.free { discard(freed) }
      if advice.store { save(simulation.state) }
      simulation.step()
    }

    #expect(saved.sorted() == checkpoints.stored && saved.count == 10)
  }

  /// Ends after a hundred steps, which it does not say beforehand.
  private struct Simulation {
    var state = 0
    var runs: Bool { state < 100 }
    mutating func step() { state += 1 }
  }
}
