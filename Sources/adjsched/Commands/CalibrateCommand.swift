import AdjointSchedules
import ScheduleFormats

/// `adjsched calibrate`: measures what storing a state costs and prints a problem file.
enum CalibrateCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let request = try CalibrationRequest(arguments)
    let destination = try arguments.destination()
    let isQuiet = arguments.has(.quiet)
    let progress = Progress(isEnabled: !isQuiet)
    defer { progress.erase() }
    do {
      try Output.write(to: destination) { sink in
        let measured = try Calibration(request) { done in
          progress.show(done, "measurements taken") { request.measurements }
        }
        progress.erase()
        let problem = try request.problem { measured.levels[$0].level }
        if !isQuiet {
          try? Descriptor.standardError.write(measured.report(request).bytes(format: .text))
          for note in request.notes + measured.notes { Descriptor.standardError.say("note: \(note)") }
        }
        try sink.write(ProblemWriter.bytes(problem))
      }
      return .done
    } catch let error as CalibrationError {
      throw Failure.calibration(error)
    }
  }
}
