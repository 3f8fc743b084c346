import AdjointSchedules
import ScheduleFormats

/// `adjsched plot`: draws a schedule that is read or planned.
enum PlotCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let form = try PictureForm(arguments)
    let hasFile = !arguments.operands.isEmpty
    if hasFile { try arguments.requireNoProblemOptions() }
    let statesProblem = !hasFile && arguments.statesProblem
    guard statesProblem || arguments.last(.planner, .period) != nil else { return try read(arguments.operand, form) }
    let planner = try arguments.planner()
    let plan = Plan(planner: planner, period: try arguments.period(for: [planner]))
    if !statesProblem {
      let file = try ProblemFile(arguments.operand, Progress(isEnabled: !form.options.isQuiet), takesSituation: true)
      return try draw(file.problem, from: .file(file.name), plan, form)
    }
    let isBaseline = planner == .storeAll || planner == .storeNone
    let problem = try arguments.problem(isBaseline ? .levelsOrUnlimited : .levels, hasTapes: !planner.takesStates)
    return try draw(problem, from: .commandLine, plan, form)
  }

  /// How the schedule to be drawn is planned.
  private struct Plan {
    let planner: Planner
    var period: Int?
  }

  /// Draws a planner's schedule.
  private static func draw(
    _ problem: Problem, from origin: Failure.Origin, _ plan: Plan, _ form: PictureForm
  ) throws(Failure) -> ExitStatus {
    try Output.write(to: form.options.destination, blaming: origin) { sink in
      try draw(problem, plan, form, to: &sink)
    }
    return .done
  }

  private static func draw(
    _ problem: Problem, _ plan: Plan, _ form: PictureForm, to sink: inout Output.Sink
  ) throws {
    // Before any long work.
    _ = try form.window.states(of: problem)
    let progress = Progress(isEnabled: !form.options.isQuiet)
    defer { progress.erase() }
    let schedule = try plan.planner.schedule(
      for: problem, options: PlannerOptions(period: plan.period, observer: progress.observer))
    let picture = try SchedulePicture(schedule, window: form.window) { what, done, total in
      progress.show(done, what) { total }
    }
    progress.erase()
    try sink.write(form.bytes(picture, for: sink.descriptor))
    form.note(picture)
    if let note = schedule.note, !form.options.isQuiet { Descriptor.standardError.say("note: \(note)") }
  }

  /// Draws the schedule from a file while reading it; for a problem file, draws the schedule that `plan` would make.
  private static func read(_ operand: String?, _ form: PictureForm) throws -> ExitStatus {
    let input = try Input(operand)
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
      case .picture(let picture):
        try sink.write(form.bytes(picture, for: sink.descriptor))
        form.note(picture)
      case .problem(let problem):
        stated = problem
        try draw(problem, Plan(planner: Planner.best(for: problem)), form, to: &sink)
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
