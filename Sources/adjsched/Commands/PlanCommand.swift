import AdjointSchedules
import ScheduleFormats

/// The commands that plan a schedule: problem from options or file, then planner, writer, bytes.
enum PlanCommand {
  /// Plans the problem from the options or a file with the planner named by --planner.
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    guard arguments.operands.isEmpty && arguments.statesProblem else { return try runFile(arguments) }
    let planner = try arguments.planner()
    let isBaseline = planner == .storeAll || planner == .storeNone
    return try run(arguments, planner: planner, platform: isBaseline ? .levelsOrUnlimited : .levels)
  }

  /// Plans the problem from the options or a file.
  static func run(_ arguments: Arguments, planner: Planner, platform: Platform) throws -> ExitStatus {
    if !arguments.operands.isEmpty { return try runFile(arguments, planner: planner) }
    let options = try ResultOptions(arguments, default: ScheduleFormat.text)
    let problem = try arguments.problem(platform, hasTapes: !planner.takesStates)
    let period = try arguments.period(for: [planner])
    return try write(problem, from: .commandLine, planner: planner, period: period, options)
  }

  /// Plans the problem from a file with the given planner, the one named by --planner, or the default.
  static func runFile(_ arguments: Arguments, planner named: Planner? = nil) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: ScheduleFormat.text)
    // Errors in the options are reported before the file is read.
    let stated = arguments.has(.planner) ? try arguments.planner() : named
    let period = try arguments.period(for: [stated ?? .hrevolve])
    try arguments.requireNoProblemOptions()
    let file = try ProblemFile(
      arguments.operand, Progress(isEnabled: !options.isQuiet), takesSituation: true)
    let planner = stated ?? Planner.best(for: file.problem)
    return try write(file.problem, from: .file(file.name), planner: planner, period: period, options)
  }

  /// Plans a problem and writes the schedule.
  static func write(
    _ problem: Problem, from origin: Failure.Origin, planner: Planner, period: Int? = nil,
    _ options: ResultOptions<ScheduleFormat>
  ) throws(Failure) -> ExitStatus {
    try write(from: origin, options, Progress(isEnabled: !options.isQuiet), period: period) {
      planning throws(PlanningError) in
      try planner.schedule(for: problem, options: planning)
    }
  }

  /// Writes the schedule that `plan` returns.
  static func write(
    from origin: Failure.Origin, _ options: ResultOptions<ScheduleFormat>, _ progress: Progress, period: Int? = nil,
    _ plan: (PlannerOptions) throws(PlanningError) -> Schedule
  ) throws(Failure) -> ExitStatus {
    defer { progress.erase() }
    try options.checkDestinations()
    var notes: [String?] = [options.formatNote]
    var proof: [UInt8] = []
    func run() throws(Failure) {
      try Output.write(to: options.destination, blaming: origin) { sink in
        let planning = options.planning(period: period, observer: progress.observer)
        let schedule = try plan(planning)
        notes.append(schedule.note)
        if options.certificate != nil {
          let certificate = try schedule.certificate(observer: progress.observer)
          notes.append(certificate.note)
          proof = CertificateWriter.bytes(certificate)
        }
        try write(schedule, to: &sink, options, progress)
      }
    }
    // Open the output before planning: a long computation must not end with a file that cannot be created.
    if let file = options.certificate {
      try Output.write(to: file, blaming: origin) { sink in
        try run()
        try sink.write(proof)
      }
    } else {
      try run()
    }
    progress.erase()
    if !options.isQuiet {
      for note in notes.compactMap({ $0 }) { Descriptor.standardError.say("note: \(note)") }
    }
    return .done
  }

  private static func write(
    _ schedule: Schedule, to sink: inout Output.Sink, _ options: ResultOptions<ScheduleFormat>, _ progress: Progress
  ) throws {
    let writer = ScheduleWriter(
      format: options.format, summaryOnly: options.isSummary, numbersSlots: options.numbersSlots)
    // Operations scrolling over the terminal show enough progress.
    let isVisible = sink.descriptor.isTerminal
    let statistics = try schedule.statistics(observer: progress.observer)
    progress.erase()
    try writer.write(schedule, statistics: statistics, to: &sink) { written in
      if !isVisible { progress.show(written, "operations written") { statistics.operations } }
    }
  }
}
