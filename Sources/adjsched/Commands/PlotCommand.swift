import AdjointSchedules
import ScheduleFormats

/// `adjsched plot`: the picture of a schedule that is read, or planned.
enum PlotCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let form = try PictureForm(arguments)
    if !arguments.operands.isEmpty { try arguments.requireNoProblemOptions() }
    if arguments.operands.isEmpty && arguments.statesProblem {
      let planner = try arguments.choice(.planner, default: Planner.hrevolve)
      let isBaseline = planner == .storeAll || planner == .storeNone
      let problem = try arguments.problem(
        isBaseline ? .levelsOrUnlimited : .levels, hasTapes: planner.takesTapes)
      return try draw(problem, from: .commandLine, planner, arguments, form)
    }
    if arguments.last(.planner, .period) != nil {
      let planner = try arguments.choice(.planner, default: Planner.hrevolve)
      _ = try arguments.period(for: [planner])
      let file = try ProblemFile(arguments.operand)
      return try draw(file.problem, from: .file(file.name), planner, arguments, form)
    }
    return try read(arguments.operand, form)
  }

  /// Draws the schedule that a planner makes.
  private static func draw(
    _ problem: Problem, from origin: Failure.Origin, _ planner: Planner, _ arguments: Arguments, _ form: PictureForm
  ) throws -> ExitStatus {
    let period = try arguments.period(for: [planner])
    let progress = Progress(isEnabled: !form.options.isQuiet)
    defer { progress.erase() }
    var reservation: String?
    do {
      try Output.write(to: form.options.destination) { sink in
        let schedule = try planner.plan(
          problem,
          options: PlannerOptions(period: period) { step in progress.show(step.done, step.what) { step.total } })
        reservation = schedule.reservation
        var total: Int?
        let picture = try SchedulePicture(schedule) { drawn in
          progress.show(drawn, "operations drawn") {
            if total == nil { total = try? schedule.statistics().operations }
            return total
          }
        }
        progress.erase()
        try sink.write(form.bytes(picture, for: sink.descriptor))
      }
    } catch let error as PlanningError {
      throw Failure.planning(error, origin)
    }
    if let reservation, !form.options.isQuiet { Descriptor.standardError.say("note: \(reservation)") }
    return .done
  }

  /// Draws the schedule of a file, as it is read.
  private static func read(_ operand: String?, _ form: PictureForm) throws -> ExitStatus {
    let input = try Input(operand)
    let progress = Progress(isEnabled: !form.options.isQuiet)
    defer { progress.erase() }
    do {
      try Output.write(to: form.options.destination) { sink in
        let reading = try SchedulePicture.read(WatchedInput(input: input, progress: progress))
        progress.erase()
        switch reading {
        case .picture(let picture): try sink.write(form.bytes(picture, for: sink.descriptor))
        case .invalid(let report):
          throw Failure.invalid(file: input.descriptor.name, reason: report.faults.joined(separator: "; "))
        }
      }
      return .done
    } catch let error as FormatError {
      throw Failure.content(file: input.descriptor.name, reason: error.description)
    } catch let error as ReplayLimit {
      throw Failure.limit(file: input.descriptor.name, reason: error.description)
    }
  }
}
