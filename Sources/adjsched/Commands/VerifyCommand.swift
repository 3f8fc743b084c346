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
    do {
      var isValid = false
      try Output.write(to: options.destination) { sink in
        let source = WatchedInput(input: input, progress: progress)
        let report =
          try costs.map { try Verification.verify(source, costs: $0.problem) } ?? Verification.verify(source)
        isValid = report.isValid
        Notes.current.add(report.roundedCosts, in: input.descriptor.name)
        progress.erase()
        try sink.write(report.bytes(format: options.format))
      }
      return isValid ? .done : .no
    } catch let error as RepricingError {
      throw Failure.content(file: costs?.name ?? "", reason: error.description)
    } catch let error as FormatError {
      throw Failure.content(file: input.descriptor.name, reason: error.description)
    } catch let error as ReplayLimit {
      throw Failure.limit(file: input.descriptor.name, reason: error.description)
    }
  }

  /// The problem of `--costs`, which may be standard input if the schedule is not.
  private static func costs(_ arguments: Arguments, _ progress: Progress) throws -> ProblemFile? {
    guard let option = arguments.last(.costs) else { return nil }
    if option.value.isEmpty { throw UsageError.emptyFileName(option.name) }
    if option.value == "-" && (arguments.operand ?? "-") == "-" {
      throw UsageError.outOfRange(option.name, reason: "and the schedule cannot both be standard input; name a file")
    }
    return try ProblemFile(option.value, progress)
  }
}
