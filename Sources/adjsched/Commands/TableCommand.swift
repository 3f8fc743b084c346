import AdjointSchedules
import ScheduleFormats

/// What all commands share whose result is a table.
enum TableCommand {
  /// Writes the report that `body` makes, and returns the status that goes with it.
  static func write(
    _ options: ResultOptions<TableFormat>, origin: Failure.Origin,
    _ body: () throws -> (report: Report, status: ExitStatus)
  ) throws -> ExitStatus {
    try write(to: options.destination, origin: origin) {
      let result = try body()
      return (result.report.bytes(format: options.format), result.status)
    }
  }

  /// Writes the bytes that `body` makes, and returns the status that goes with them; the output is opened first, so that no long computation is lost for it.
  static func write(
    to destination: Output.Destination, origin: Failure.Origin,
    _ body: () throws -> (bytes: [UInt8], status: ExitStatus)
  ) throws -> ExitStatus {
    do {
      var status = ExitStatus.done
      try Output.write(to: destination) { sink in
        let result = try body()
        status = result.status
        try sink.write(result.bytes)
      }
      return status
    } catch let error as PlanningError {
      throw Failure.planning(error, origin)
    }
  }
}

extension Arguments {
  /// Returns the problem that a file states, or else the options.
  func problemOrFile(_ progress: Progress) throws -> (problem: Problem, origin: Failure.Origin) {
    guard let operand else { return (try problem(.levels), .commandLine) }
    try requireNoProblemOptions()
    let file = try ProblemFile(operand, progress)
    return (file.problem, .file(file.name))
  }

  /// Checks that no option states what a problem file states.
  func requireNoProblemOptions() throws(UsageError) {
    guard let option = problemOption else { return }
    throw .outOfRange(
      option.name, reason: "the problem comes from a file, which states that already; leave out the file or the option")
  }
}
