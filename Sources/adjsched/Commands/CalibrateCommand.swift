import AdjointSchedules
import ScheduleFormats

/// `adjsched calibrate`: measures what storing a state costs and prints a problem file.
enum CalibrateCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let request = try CalibrationRequest(arguments)
    let destination = try arguments.destination()
    let measurements = try arguments.last(.measurements).map { try $0.outputFile() }
    let isQuiet = arguments.has(.quiet)
    let progress = Progress(isEnabled: !isQuiet)
    defer { progress.erase() }
    try Output.write(to: destination) { sink in
      let measured = try Calibration(request) { done, all in
        progress.show(done, "transfers timed") { all }
      }
      progress.erase()
      let problem = try request.problem { measured.levels[$0].level }
      if !isQuiet {
        for report in [measured.report(request), measured.transferReport(request)] {
          try? Descriptor.standardError.write(report.bytes(format: .text))
        }
        for note in request.notes + measured.notes { Descriptor.standardError.say("note: \(note)") }
      }
      if let measurements {
        try Output.write(to: measurements) { try $0.write(measured.transferReport(request).bytes(format: .json)) }
      }
      try sink.write(ProblemWriter.bytes(problem))
    }
    return .done
  }
}
