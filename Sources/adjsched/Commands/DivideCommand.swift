import AdjointSchedules
import ScheduleFormats

/// `adjsched divide`: a reversal as jobs of limited time.
enum DivideCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: TableFormat.text)
    let limit = try arguments.required(.jobLimit, "the most time that a job may take").jobTime()
    let restart = try arguments.last(.restartCost)?.jobTime()
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    let (problem, origin) = try problem(arguments, progress, beside: [(.jobLimit, limit), (.restartCost, restart)])
    let lost = arguments.has(.lost) ? try arguments.lostLevels(of: problem) : [0]
    let digits = problem.fractionDigits
    // What does not fit the unit is rounded to the safe side.
    let most = limit.values[0].cost.units(scale: digits, roundedUp: false)
    let least = restart?.values[0].cost.units(scale: digits, roundedUp: true) ?? 0
    if least >= most {
      throw UsageError.outOfRange(
        limit.option, reason: "\(limit.values[0].text.quoted) leaves no time after the restart; give jobs more")
    }
    var division: JobDivision?
    var planning = PlannerOptions(observer: progress.observer)
    planning.effort = options.effort
    let status = try TableCommand.write(to: .standardOutput, origin: origin) {
      do throws(PlanningError) {
        let found = try JobDivision(problem, limit: most, restartCost: least, losing: lost, options: planning)
        progress.erase()
        division = found
        return (report(found, lost).bytes(format: options.format), .done)
      } catch {
        guard case .jobTooShort(_, let least) = error else { throw error }
        let text = CostText.text(least, fractionDigits: digits)
        throw Failure.noDivision(
          "\(limit.option): no division was found with jobs of at most \(limit.values[0].text.quoted); the least that works here is \(text)"
        )
      }
    }
    if let division, case .file(let name) = options.destination { try write(division, to: name, origin) }
    return status
  }

  /// The problem of the file, or of the options, whose costs are in the unit of the times beside them.
  private static func problem(
    _ arguments: Arguments, _ progress: Progress, beside times: [(key: Option.Key, stated: Stated<StatedCost>?)]
  ) throws -> (problem: Problem, origin: Failure.Origin) {
    if arguments.operand == nil {
      let costs = times.compactMap { time in time.stated.map { (key: time.key, stated: $0) } }
      let options = try ProblemOptions(arguments, .init(platform: .levels, costsBeside: costs))
      return (try options.problem(at: options.first), .commandLine)
    }
    try arguments.requireNoProblemOptions()
    let file = try ProblemFile(arguments.operand, progress)
    return (file.problem, .file(file.name))
  }

  private static func report(_ division: JobDivision, _ lost: Set<Int>) -> Report {
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
    return Report(
      format: "adjsched-division/1", facts: facts,
      columns: ["leg", "time", "operations-time", "first-due", "last-done", "kept-after", "lost-levels"],
      rows: division.legs.enumerated().map { number, leg in
        let first = leg.problem.situation?.due ?? leg.problem.chain.length
        let left = leg.end?.due ?? -1
        return [
          .number(number + 1), .cost(leg.time, fractionDigits: digits), .cost(leg.makespan, fractionDigits: digits),
          .number(first), left < first ? .number(left + 1) : .none,
          .number(leg.end?.stored.reduce(0) { $0 + $1.count } ?? 0),
          leg.end == nil ? .none : .word(lost.sorted().map { problem.levels[$0].name }.joined(separator: ",")),
        ]
      })
  }

  /// Writes the legs: into a folder one file each, or all into one file.
  private static func write(_ division: JobDivision, to name: String, _ origin: Failure.Origin) throws {
    if let folder = try Folder(name) {
      for (number, leg) in division.legs.enumerated() {
        try Output.write(to: .file(folder.path(of: "leg-\(padded(number + 1)).jsonl")), blaming: origin) { sink in
          try ScheduleWriter(format: .jsonl).write(leg, to: &sink)
        }
      }
      return
    }
    try Output.write(to: .file(name), blaming: origin) { sink in
      for leg in division.legs { try ScheduleWriter(format: .jsonl).write(leg, to: &sink) }
    }
  }

  /// The number with leading zeros, so that names sort.
  private static func padded(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 4 - String(number).count)) + String(number)
  }
}

/// A directory for several files.
private struct Folder {
  private let name: String

  /// Returns nil unless the name is that of a directory, or ends like one, which is then made.
  init?(_ name: String) throws(Failure) {
    let path = FilePath(name)
    var status = stat()
    if stat(path.characters, &status) == 0 {
      if status.st_mode & S_IFMT != S_IFDIR { return nil }
    } else {
      if !name.hasSuffix("/") { return nil }
      if mkdir(path.characters, 0o777) != 0 { throw .uncreatable(file: name, code: errno) }
    }
    self.name = name.hasSuffix("/") ? name : name + "/"
  }

  func path(of file: String) -> String { name + file }
}

extension Arguments.Occurrence {
  /// Returns the value as a cost or a time, in which minutes may also be `m`.
  fileprivate func jobTime() throws(UsageError) -> Stated<StatedCost> {
    if let time = try time(otherUnits: [("m", 60)]) {
      return Stated(StatedCost(cost: time, text: value, isTime: true), option: name)
    }
    return try costs(takesRanges: false)
  }
}

extension DecimalCost {
  /// Returns the cost in units of 10^-`scale`, at most 2^62.
  fileprivate func units(scale: Int, roundedUp: Bool) -> Int {
    if scale >= fractionDigits { return min(units(scale: scale) ?? 1 << 62, 1 << 62) }
    var rest = significand
    var isRounded = false
    for _ in scale..<fractionDigits {
      isRounded = isRounded || rest % 10 != 0
      rest /= 10
    }
    return rest + (roundedUp && isRounded ? 1 : 0)
  }
}
