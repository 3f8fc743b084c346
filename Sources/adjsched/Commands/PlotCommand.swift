import AdjointSchedules
import ScheduleFormats

/// `adjsched plot`: draws a schedule that is read or planned.
enum PlotCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let form = try PictureForm(arguments)
    if !arguments.operands.isEmpty { try arguments.requireNoProblemOptions() }
    if arguments.operands.isEmpty && arguments.statesProblem {
      let planner = try arguments.planner()
      let isBaseline = planner == .storeAll || planner == .storeNone
      let problem = try arguments.problem(
        isBaseline ? .levelsOrUnlimited : .levels, hasTapes: !planner.takesStates)
      return try draw(problem, from: .commandLine, planner, arguments, form)
    }
    if arguments.last(.planner, .period) != nil {
      let planner = try arguments.planner()
      _ = try arguments.period(for: [planner])
      let file = try ProblemFile(arguments.operand, Progress(isEnabled: !form.options.isQuiet))
      return try draw(file.problem, from: .file(file.name), planner, arguments, form)
    }
    return try read(arguments, form)
  }

  /// Draws a planner's schedule.
  private static func draw(
    _ problem: Problem, from origin: Failure.Origin, _ planner: Planner, _ arguments: Arguments, _ form: PictureForm
  ) throws(Failure) -> ExitStatus {
    try Output.write(to: form.options.destination, blaming: origin) { sink in
      try draw(problem, planner, arguments, form, to: &sink)
    }
    return .done
  }

  private static func draw(
    _ problem: Problem, _ planner: Planner, _ arguments: Arguments, _ form: PictureForm, to sink: inout Output.Sink
  ) throws {
    let period = try arguments.period(for: [planner])
    // Before any long work.
    _ = try form.window.states(of: problem)
    let progress = Progress(isEnabled: !form.options.isQuiet)
    defer { progress.erase() }
    let schedule = try planner.schedule(
      for: problem, options: PlannerOptions(period: period, observer: progress.observer))
    let picture = try SchedulePicture(schedule, window: form.window) { what, done, total in
      progress.show(done, what) { total }
    }
    progress.erase()
    try sink.write(form.bytes(picture, for: sink.descriptor))
    if let note = schedule.note, !form.options.isQuiet { Descriptor.standardError.say("note: \(note)") }
  }

  /// Draws the schedule from a file while reading it; for a problem file, draws the schedule that `plan` would make.
  private static func read(_ arguments: Arguments, _ form: PictureForm) throws -> ExitStatus {
    let input = try Input(arguments.operand)
    let name = input.descriptor.name
    let progress = Progress(isEnabled: !form.options.isQuiet)
    defer { progress.erase() }
    var stated: Problem?
    try Output.write(to: form.options.destination, blaming: .file(name)) { sink in
      let reading = try SchedulePicture.read(WatchedInput(input: input, progress: progress), window: form.window) {
        Notes.current.add($0, in: name)
      }
      progress.erase()
      switch reading {
      case .picture(let picture): try sink.write(form.bytes(picture, for: sink.descriptor))
      case .problem(let problem):
        stated = problem
        try draw(problem, Planner.best(for: problem), arguments, form, to: &sink)
      case .invalid(let report):
        throw Failure.invalid(file: name, reason: excerpt(of: report.faults))
      }
    }
    if let stated, !form.options.isQuiet {
      let others = stated.junction == nil ? "; --planner names another" : ""
      Descriptor.standardError.say(
        "note: \(name) states a problem, not a schedule: planned with \(Planner.best(for: stated).rawValue)\(others)"
      )
    }
    return .done
  }

  /// Returns the first few faults on one readable line.
  private static func excerpt(of faults: [String]) -> String {
    let most = 3
    let more = faults.count > most ? ["and \(faults.count - most) more, which 'adjsched verify' lists"] : []
    return (faults.prefix(most) + more).joined(separator: "; ")
  }
}
