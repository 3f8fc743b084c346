import AdjointSchedules
import ScheduleFormats

/// `adjsched verify`: replays a schedule from a file while reading it.
enum VerifyCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: ReportFormat.text)
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    let costs = try costs(arguments, progress)
    let input = try Input(arguments.operand)
    let name = input.descriptor.name
    var isValid = false
    try Output.write(to: options.destination, blaming: .file(name)) { sink in
      let series = try verify(WatchedInput(input: input, progress: progress), costs)
      isValid = series.isValid
      for report in series.reports { Notes.current.add(report.roundedCosts, in: name) }
      if let problem = series.reports.first?.problem { costs?.noteNumberedLevels(of: problem) }
      progress.erase()
      try sink.write(series.bytes(format: options.format))
    }
    options.sayFormat()
    return isValid ? .done : .no
  }

  /// Replays the schedules, and prices them at the costs of a problem file if there is one.
  private static func verify(_ source: WatchedInput, _ costs: ProblemFile?) throws -> SeriesReport {
    guard let costs else { return try Verification.verifySeries(source) }
    do {
      return try Verification.verifySeries(source, costs: costs.problem)
    } catch let error as RepricingError {
      throw Failure(error, blaming: .file(costs.name))
    }
  }

  /// The problem of `--costs`, which may be standard input if the schedule is not.
  static func costs(_ arguments: Arguments, _ progress: Progress) throws -> ProblemFile? {
    guard let option = arguments.last(.costs) else { return nil }
    if option.value.isEmpty { throw UsageError.emptyFileName(option.name) }
    if option.value == "-" && (arguments.operand ?? "-") == "-" {
      throw UsageError.outOfRange(option.name, reason: "and the schedule cannot both be standard input; name a file")
    }
    return try ProblemFile(option.value, progress, takesSituation: true, needsSlots: false)
  }
}
