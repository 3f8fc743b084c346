import AdjointSchedules
import ScheduleFormats

/// Code shared by the commands whose result is a table.
enum TableCommand {
  /// Writes the report returned by `body` and returns its status; says which planners were cut short, if the table does
  /// not.
  static func write(
    _ options: ResultOptions<TableFormat>, origin: Failure.Origin,
    _ body: () throws -> (report: Report, status: ExitStatus)
  ) throws(Failure) -> ExitStatus {
    var cut: [Report.CutShort] = []
    let status = try write(to: options.destination, origin: origin) {
      let result = try body()
      cut = result.report.cutShort
      return (result.report.bytes(format: options.format), result.status)
    }
    options.sayFormat()
    FigureColumns.say(cut, beside: options.format, isQuiet: options.isQuiet)
    return status
  }

  /// Writes the bytes returned by `body` and returns their status. The output is opened first, so that a failure does
  /// not waste a long computation.
  static func write(
    to destination: Output.Destination, origin: Failure.Origin,
    _ body: () throws -> (bytes: [UInt8], status: ExitStatus)
  ) throws(Failure) -> ExitStatus {
    var status = ExitStatus.done
    try Output.write(to: destination, blaming: origin) { sink in
      let result = try body()
      status = result.status
      try sink.write(result.bytes)
    }
    return status
  }
}

extension Arguments {
  /// Returns the problem from a file or else from the options.
  func problemOrFile(_ progress: Progress) throws -> (problem: Problem, origin: Failure.Origin) {
    guard let operand else { return (try problem(.levels), .commandLine) }
    try requireNoProblemOptions()
    let file = try ProblemFile(operand, progress)
    return (file.problem, .file(file.name))
  }

  /// Checks that no option repeats what the problem file contains.
  func requireNoProblemOptions() throws(UsageError) {
    guard let option = problemOption else { return }
    throw .outOfRange(
      option.name, reason: "the problem comes from a file, which already states this; leave out the file or the option")
  }
}
