import AdjointSchedules
import ScheduleFormats

/// `adjsched situation`: what is stored and due after some operation of a schedule.
enum SituationCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: ReportFormat.text)
    let progress = Progress(isEnabled: !options.isQuiet)
    let cut = try CutSchedule(arguments, progress)
    try Output.write(to: options.destination, blaming: .file(cut.name)) { sink in
      guard let report = SituationReport(cut.recording, losing: cut.lost) else { return }
      try sink.write(report.bytes(format: options.format))
    }
    options.sayFormat()
    if let warning = cut.warning, !options.isQuiet { Descriptor.standardError.say("note: \(warning)") }
    return .done
  }
}
