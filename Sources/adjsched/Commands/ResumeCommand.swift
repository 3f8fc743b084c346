import AdjointSchedules
import ScheduleFormats

/// `adjsched resume`: the best schedule for the rest of one that was cut.
enum ResumeCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: ScheduleFormat.text)
    let progress = Progress(isEnabled: !options.isQuiet)
    let cut = try CutSchedule(arguments, progress)
    let remakes = arguments.has(.remake)
    if cut.isUnbegun && !remakes {
      throw UsageError.outOfRange(
        Option.Key.after.name,
        reason: "after 0 operations there is nothing to go on from; run the schedule from its beginning")
    }
    if cut.recording.isAtEnd(losing: cut.lost) {
      let error = ScheduleRecording.ReadingError.atEnd(after: cut.recording.after)
      throw UsageError.outOfRange(Option.Key.after.name, reason: error.description)
    }
    let status: ExitStatus
    do throws(Failure) {
      status = try PlanCommand.write(from: .file(cut.name), options, progress) { planning throws(PlanningError) in
        try cut.recording.rest(losing: cut.lost, remakesFirst: remakes, options: planning)
      }
    } catch {
      switch error {
      case .planning(.nothingToStartFrom(let due), _): throw Failure.unresumable(file: cut.name, due: due)
      case .planning(.firstStateMissing(let branch), _):
        throw Failure.unresumableBranch(file: cut.name, branch: branch)
      default: throw error
      }
    }
    if let warning = cut.warning, !options.isQuiet { Descriptor.standardError.say("note: \(warning)") }
    return status
  }
}
