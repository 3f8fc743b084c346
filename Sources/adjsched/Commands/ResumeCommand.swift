import AdjointSchedules
import ScheduleFormats

/// `adjsched resume`: the best schedule for the rest of one that was cut.
enum ResumeCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: ScheduleFormat.text)
    let progress = Progress(isEnabled: !options.isQuiet)
    let cut = try CutSchedule(arguments, progress)
    let remakes = arguments.has(.remake)
    let status = try PlanCommand.write(from: .file(cut.name), options, progress) { planning throws(PlanningError) in
      try cut.recording.rest(losing: cut.lost, remakesFirst: remakes, options: planning)
    }
    if let warning = cut.warning, !options.isQuiet { Descriptor.standardError.say("note: \(warning)") }
    return status
  }
}
