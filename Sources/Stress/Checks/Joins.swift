import AdjointSchedules
import ScheduleFormats

extension Check<JoinTrial> {
  static var all: [Check] { [joinReplay, joinSearch, joinFiles, joinSlots] }

  /// The schedule of a join, operation by operation.
  static var joinReplay: Check {
    Check(name: "join: replay") { trial in
      guard let schedule = try? trial.plan.get() else { return 0 }
      var machine = JoinMachine(problem: trial.problem)
      do throws(JoinRuleViolation) {
        for operation in schedule { try machine.execute(operation) }
        try machine.finish()
      } catch {
        throw Broken("operation \(error.number) breaks a rule: \(error.rule)")
      }
      try require(machine.makespan == schedule.makespan, "makespan \(schedule.makespan), replayed \(machine.makespan)")
      let statistics = try schedule.statistics()
      try require(machine.statistics == statistics, "statistics \(statistics), replayed \(machine.statistics)")
      try require(machine.storedStates == 0, "\(machine.storedStates) states left stored")
      return 1
    }
  }

  /// The planner against the shortest path through all states of the machine for joins.
  static var joinSearch: Check {
    Check(name: "join: exhaustive search") { trial in
      let problem = trial.problem
      let states = problem.branches.reduce(problem.handle + 1) { $0 + $1 + 1 }
      if states > 9 { return 0 }
      let optimum = ExhaustiveJoinSearch(problem: problem).optimum()
      switch trial.plan {
      case .success(let schedule):
        try require(
          schedule.makespan == optimum, "planned \(schedule.makespan), searched \(optimum.map(String.init) ?? "none")")
      case .failure(let error):
        try require(optimum == nil, "\(error), but the search has \(optimum ?? 0)")
      }
      return 1
    }
  }

  /// The problem's file and the schedule's files, read back.
  static var joinFiles: Check {
    Check(name: "join: files") { trial in
      let read = try JoinReader.read(Array(Specimen.join(trial.problem).file.utf8))
      let again = read.planned
      guard let schedule = try? trial.plan.get() else {
        try require((try? again.get()) == nil, "read back it has a schedule")
        return 1
      }
      for format in ScheduleFormat.allCases {
        let writer = JoinScheduleWriter(format: format)
        let (bytes, other) = (try written(schedule, writer), try written(try again.get(), writer))
        try require(bytes == other, "\(format): read, planned and written again differs")
        let result = try Verification.result(of: BytesSource(bytes))
        try require(
          result.isValid, "\(format) read back: \(String(decoding: result.bytes(format: .text), as: UTF8.self))")
      }
      return ScheduleFormat.allCases.count
    }
  }

  /// One slot more never hurts, and costs scale.
  static var joinSlots: Check {
    Check(name: "join: laws") { trial in
      let problem = trial.problem
      guard let schedule = try? trial.plan.get() else { return 0 }
      let scaled = try JoinProblem(
        branches: problem.branches, handle: problem.handle, forwardCost: 7 * problem.forwardCost,
        backwardCost: 7 * problem.backwardCost, slots: problem.slots)
      try require(
        (try scaled.plan().makespan) == 7 * schedule.makespan,
        "all costs times 7 do not give 7 times the makespan")
      guard let slots = problem.slots else { return 1 }
      let more = try JoinProblem(
        branches: problem.branches, handle: problem.handle, forwardCost: problem.forwardCost,
        backwardCost: problem.backwardCost, slots: slots + 1)
      let makespan = try more.plan().makespan
      try require(makespan <= schedule.makespan, "one slot more: \(makespan), it was \(schedule.makespan)")
      return 2
    }
  }

  private static func written(_ schedule: JoinSchedule, _ writer: JoinScheduleWriter) throws -> [UInt8] {
    var sink = MemorySink()
    try writer.write(schedule, to: &sink)
    return sink.bytes
  }
}
