import AdjointSchedules

extension SchedulePicture {
  /// The most operations that are executed to draw them; of more, those too short to be seen are drawn together.
  public static let maximumReplayed = 1_000_000

  /// Is told what is counted, how much of it is done, and how much there is where that is known.
  public typealias Progress = (_ what: String, _ done: Int, _ total: Int?) -> Void

  /// Makes the picture of a planned schedule.
  ///
  /// Every operation is executed on the machine of the model, unless there are more than ``maximumReplayed`` of steps
  /// that are alike: these are drawn from the plan's own parts.
  ///
  /// - Parameters:
  ///   - schedule: The schedule.
  ///   - window: The part of its chain that is shown.
  ///   - maximumReplayed: Another limit, for tests.
  ///   - onProgress: Called now and then.
  /// - Throws: ``PictureWindowError`` when the chain has no such window; `PlanningError.overflow` when a count does not fit
  ///   64 bits; `RuleViolation` when an operation
  ///   breaks a rule, which no planner's does.
  /// - Complexity: O(operations) in time while these are executed, in what can be told apart of them otherwise; memory for
  ///   the picture and the states stored at once.
  public init(
    _ schedule: Schedule, window: PictureWindow = .whole, maximumReplayed: Int = SchedulePicture.maximumReplayed,
    onProgress: @escaping Progress = { _, _, _ in }
  ) throws {
    let statistics = schedule.hasOutline ? try schedule.statistics() : nil
    if let statistics, statistics.operations > maximumReplayed {
      let clip = WindowClip(try window.states(of: schedule.problem), of: schedule.problem.chain)
      var times = WindowTimes(clip)
      if !clip.isWhole { try schedule.walk(&times) }
      var tracer = OutlineTracer(schedule, clip, times, statistics, onProgress: onProgress)
      try schedule.walk(&tracer)
      self = tracer.picture(planner: schedule.planner.rawValue)
      return
    }
    var machine = ReplayMachine(problem: schedule.problem)
    let builder = try PictureBuilder(schedule.problem, window)
    var count = 0
    for operation in schedule {
      try machine.execute(operation)
      builder.add(operation, makespan: machine.makespan)
      count += 1
      if count.isMultiple(of: 1 << 16) { onProgress("operations drawn", count, statistics?.operations) }
    }
    try machine.finish()
    self = builder.picture(planner: schedule.planner.rawValue, statistics: machine.statistics)
  }

  /// What comes of a schedule file: its picture, or what is wrong with it.
  public enum Reading: Sendable {
    case picture(SchedulePicture)
    /// There is no schedule but only the problem of one, as in a problem file.
    case problem(Problem)
    /// The report of `verify`, which is not valid.
    case invalid(VerificationReport)
  }

  /// Reads a schedule, text, JSON or JSON Lines, from any tool, and draws it as it is replayed.
  ///
  /// - Parameters:
  ///   - source: Gives the bytes.
  ///   - window: The part of the chain that is shown.
  ///   - onRounding: Called if costs had too many digits and were rounded.
  /// - Throws: ``FormatError`` when the content is not a schedule; ``PictureWindowError`` when the chain has no
  ///   such window; ``ReplayLimit`` when a total does not fit
  ///   64 bits; whatever `source` throws.
  /// - Complexity: O(bytes) in time; memory for the picture and the states stored at once, where the file states its
  ///   chain and its levels before its operations; in the number of operations otherwise, since they have to wait.
  public static func read<Source: ByteSource>(
    _ source: Source, window: PictureWindow = .whole, onRounding: (RoundedCosts) -> Void = { _ in }
  ) throws -> Reading {
    var builder: PictureBuilder?
    var reader = ScheduleReader(source) { problem in
      let started = try PictureBuilder(problem, window)
      builder = started
      return { operation, makespan in started.add(operation, makespan: makespan) }
    }
    let report: VerificationReport
    do {
      report = try Verification.report(of: &reader)
    } catch let error as FormatError {
      if let problem = reader.bareProblem { return .problem(problem) }
      throw error
    }
    if report.roundedCosts.count > 0 { onRounding(report.roundedCosts) }
    guard report.isValid, let builder else { return .invalid(report) }
    return .picture(builder.picture(planner: report.planner, statistics: report.statistics))
  }
}
