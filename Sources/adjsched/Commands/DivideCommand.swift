import AdjointSchedules
import ScheduleFormats

/// `adjsched divide`: a reversal as jobs of limited time.
enum DivideCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: TableFormat.text)
    let times = try DivideTimes(arguments)
    if case .file(let name) = options.destination { try LegFolder.requireWritable(name) }
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    let (problem, origin) = try problem(arguments, progress, beside: times.stated)
    let lost = try lostLevels(arguments, problem)
    let digits = problem.fractionDigits
    let (limit, restart) = try times.limits(digits: digits)
    let failures = try times.failures(arguments, digits: digits)
    var planning = PlannerOptions(observer: progress.observer)
    planning.effort = options.effort
    var division: JobDivision?
    let status = try TableCommand.write(to: .standardOutput, origin: origin) {
      do {
        let found = try JobDivision(
          problem, limit: limit, restartCost: restart, losing: lost, failures: failures, options: planning)
        progress.erase()
        // Before the table, which says that the jobs are there.
        if case .file(let name) = options.destination, let output = arguments.last(.output) {
          try LegFolder(name)?.requireNoLegs(beyond: found.legs.count, option: output.name)
        }
        division = found
        return (report(found, lost, restart: restart).bytes(format: options.format), .done)
      } catch PlanningError.jobTooShort(_, let least) {
        throw times.tooShort(least: CostText.text(least, fractionDigits: digits))
      } catch PlanningError.nothingToStartFrom(let due) {
        guard case .file(let name) = origin else { throw PlanningError.nothingToStartFrom(due: due) }
        throw Failure.unresumable(file: name, due: due)
      }
    }
    if let division, case .file(let name) = options.destination { try write(division, to: name, origin) }
    return status
  }

  /// The levels that are lost: those of --lost, or the first.
  private static func lostLevels(_ arguments: Arguments, _ problem: Problem) throws(UsageError) -> Set<Int> {
    arguments.has(.lost) ? try arguments.lostLevels(of: problem) : [0]
  }

  /// The problem of the file, what is left of the schedule in it, or the problem of the options, whose costs are in the unit
  /// of the times beside them.
  private static func problem(
    _ arguments: Arguments, _ progress: Progress, beside times: [(key: Option.Key, stated: Stated<StatedCost>?)]
  ) throws -> (problem: Problem, origin: Failure.Origin) {
    if arguments.has(.after) {
      try arguments.requireNoProblemOptions()
      let cut = try CutSchedule(arguments, progress)
      let lost = try lostLevels(arguments, cut.recording.problem)
      let situation = cut.recording.situation?.losing(lost)
      return (try remaking(arguments, cut.recording.problem.with(situation: situation)), .file(cut.name))
    }
    if arguments.operand == nil {
      let costs = times.compactMap { time in time.stated.map { (key: time.key, stated: $0) } }
      let options = try ProblemOptions(arguments, .init(platform: .levels, costsBeside: costs))
      return (try remaking(arguments, try options.problem(at: options.first)), .commandLine)
    }
    try arguments.requireNoProblemOptions()
    let file = try ProblemFile(arguments.operand, progress, takesSituation: true)
    return (try remaking(arguments, file.problem), .file(file.name))
  }

  /// Returns the problem with x_0 made again, if --remake says so and it is stored nowhere.
  private static func remaking(_ arguments: Arguments, _ problem: Problem) throws -> Problem {
    guard let remake = arguments.last(.remake) else { return problem }
    guard let situation = problem.situation else {
      throw UsageError.outOfRange(
        remake.name, reason: "it is for what is left of a reversal; a whole one begins with x_0 anyway")
    }
    return try problem.with(
      situation: problem.junction.map(situation.restarting) ?? situation.restartingFromInput)
  }

  private static func report(_ division: JobDivision, _ lost: Set<Int>, restart: Int) -> Report {
    let problem = division.legs[0].problem
    let digits = problem.fractionDigits
    var facts: [Report.Fact] = [
      .init("jobs", .number(division.legs.count)), .init("fewest-jobs", .number(division.fewestJobs)),
      .init("time", .cost(division.time, fractionDigits: digits)),
    ]
    if let whole = division.uninterrupted {
      facts.append(.init("uninterrupted", .cost(whole, fractionDigits: digits)))
      facts.append(.init("to-uninterrupted", .ratio(Ratio(division.time, to: whole))))
    }
    facts.append(.init("one-part-per-job-jobs", division.onePartPerJob.map { .number($0.jobs) } ?? .none))
    facts.append(
      .init("one-part-per-job-time", division.onePartPerJob.map { .cost($0.time, fractionDigits: digits) } ?? .none))
    facts += division.forecast.map { Self.facts($0, fractionDigits: digits) } ?? []
    return Report(
      format: "adjsched-division/1", facts: facts,
      columns: ["leg", "time", "operations-time", "first-due", "last-done", "kept-after", "lost-levels"],
      rows: division.legs.enumerated().map { number, leg in
        let first = leg.problem.situation?.due ?? leg.problem.chain.backwardSteps - 1
        let left = leg.end?.due ?? -1
        return [
          .number(number + 1), .cost(leg.time, fractionDigits: digits),
          .cost(leg.time - (number == 0 ? 0 : restart), fractionDigits: digits),
          .number(first), left < first ? .number(left + 1) : .none,
          .number(leg.end?.stored.reduce(0) { $0 + $1.count } ?? 0),
          leg.end == nil ? .none : .word(lost.sorted().map { problem.levels[$0].name }.joined(separator: ",")),
        ]
      })
  }

  /// What the simulation of kills has found.
  private static func facts(_ forecast: FailureForecast, fractionDigits digits: Int) -> [Report.Fact] {
    // The mean is no whole number of units: it gets three digits more, where they fit.
    var more = min(3, DecimalCost.maximumFractionDigits - digits)
    while more > 0 && forecast.expectedTime(digits: more) > Int128(Int.max) { more -= 1 }
    let error = forecast.standardError * [1, 10, 100, 1000][more]
    return [
      .init("mean-time-between-kills", .cost(forecast.model.meanTime, fractionDigits: digits)),
      .init("seed", .number(Int(clamping: forecast.model.seed))),
      .init("save-cost", .cost(forecast.saveCost, fractionDigits: digits)),
      .init("save-interval", .cost(forecast.saveInterval, fractionDigits: digits)),
      .init("kept-states", .number(forecast.keptStates)),
      .init("simulated-runs", .number(forecast.runs)),
      .init("expected-time", .cost(Int(clamping: forecast.expectedTime(digits: more)), fractionDigits: digits + more)),
      .init(
        "standard-error",
        .cost(error < 0x1p62 ? Int(error.rounded(.up)) : .max, fractionDigits: digits + more)),
      .init("expected-kills", .cost(Int(forecast.expectedKills * 1000), fractionDigits: 3)),
      .init("expected-jobs", .cost(Int(forecast.expectedJobs * 1000), fractionDigits: 3)),
    ]
  }

  /// Writes the legs: into a folder one file each, or all into one file.
  private static func write(_ division: JobDivision, to name: String, _ origin: Failure.Origin) throws {
    if let folder = LegFolder(name) {
      try folder.make()
      for (number, leg) in division.legs.enumerated() {
        try Output.write(to: .file(folder.path(of: number + 1)), blaming: origin) { sink in
          try ScheduleWriter(format: .jsonl).write(leg, to: &sink)
        }
      }
      return
    }
    try Output.write(to: .file(name), blaming: origin) { sink in
      for leg in division.legs { try ScheduleWriter(format: .jsonl).write(leg, to: &sink) }
    }
  }
}
