import AdjointSchedules
import ScheduleFormats

extension Check<JoinTrial> {
  static var all: [Check] { [joinReplay, joinSearch, joinWithoutTable, joinFiles, joinSlots] }

  /// The schedule of a join, operation by operation.
  static var joinReplay: Check {
    Check(name: "join: replay") { trial in
      guard let schedule = try? trial.plan.get() else { return 0 }
      try Conduct.check(schedule)
      return 1
    }
  }

  /// Compares the planner with the shortest path through all machine states.
  static var joinSearch: Check {
    Check(name: "join: exhaustive search") { trial in
      let problem = trial.problem
      if problem.chain.length > 8 { return 0 }
      let optimum = ExhaustiveSearch(problem: problem).optimum()
      switch trial.plan {
      case .success(let schedule):
        try require(
          schedule.makespanUnits == optimum,
          "planned \(schedule.makespanUnits), searched \(optimum.map(String.init) ?? "none")")
      case .failure(let error):
        try require(optimum == nil, "\(error), but the search has \(optimum ?? 0)")
      }
      return 1
    }
  }

  /// Without memory for the table the schedule is no better, and its bound no higher.
  static var joinWithoutTable: Check {
    Check(name: "join: without its table") { trial in
      guard let best = try? trial.plan.get() else { return 0 }
      let problem = trial.problem
      let result = PlanningMemory.$current.withValue(PlanningMemory(limit: 1)) { problem.planned }
      guard let found = try? result.get() else { throw Broken("without its table there is no schedule") }
      try require(
        found.lowerBoundUnits ?? 0 <= best.makespanUnits && best.makespanUnits <= found.makespanUnits,
        "bound \(found.lowerBoundUnits ?? 0), found \(found.makespanUnits), the best is \(best.makespanUnits)")
      try Conduct.check(found)
      return 1
    }
  }

  /// The problem's file and the schedule's files, read back.
  static var joinFiles: Check {
    Check(name: "join: files") { trial in
      let read = try ProblemReader.read(Array(Specimen.join(trial.problem).file.utf8))
      let again = read.planned
      guard let schedule = try? trial.plan.get() else {
        try require((try? again.get()) == nil, "read back it has a schedule")
        return 1
      }
      for (format, numbersSlots) in zip(ScheduleFormat.allCases, [true, false, true]) {
        let writer = ScheduleWriter(format: format, numbersSlots: numbersSlots)
        let (bytes, other) = (try written(schedule, writer), try written(try again.get(), writer))
        try require(bytes == other, "\(format): read, planned and written again differs")
        let result = try Verification.verify(bytes)
        try require(
          result.isValid, "\(format) read back: \(String(decoding: result.bytes(format: .text), as: UTF8.self))")
      }
      return ScheduleFormat.allCases.count
    }
  }

  /// Another slot never hurts, and costs scale.
  static var joinSlots: Check {
    Check(name: "join: laws") { trial in
      let problem = trial.problem
      guard let schedule = try? trial.plan.get() else { return 0 }
      let scaled = try problem.join { parts in
        parts.forwardCost *= 7
        parts.backwardCost *= 7
      }
      try require(
        (try scaled.plan().makespanUnits) == 7 * schedule.makespanUnits,
        "all costs times 7 do not give 7 times the makespan")
      guard let slots = problem.levels[0].slots else { return 1 }
      let makespan = try problem.join { $0.slots = slots + 1 }.plan().makespanUnits
      try require(makespan <= schedule.makespanUnits, "one slot more: \(makespan), it was \(schedule.makespanUnits)")
      return 2
    }
  }

  private static func written(_ schedule: Schedule, _ writer: ScheduleWriter) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try writer.write(schedule, to: &bytes)
    return bytes
  }
}
