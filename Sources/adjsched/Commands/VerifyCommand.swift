import ScheduleFormats

/// `adjsched verify`: replays a schedule from a file while reading it.
enum VerifyCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: ReportFormat.text)
    let input = try Input(arguments.operand)
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    do {
      var isValid = false
      try Output.write(to: options.destination) { sink in
        let report = try Verification.verify(WatchedInput(input: input, progress: progress))
        isValid = report.isValid
        Notes.current.add(report.roundedCosts, in: input.descriptor.name)
        progress.erase()
        try sink.write(report.bytes(format: options.format))
      }
      return isValid ? .done : .no
    } catch let error as FormatError {
      throw Failure.content(file: input.descriptor.name, reason: error.description)
    } catch let error as ReplayLimit {
      throw Failure.limit(file: input.descriptor.name, reason: error.description)
    }
  }
}
