import AdjointSchedules

extension SchedulePicture {
  /// The most operations to execute for a picture; with more, those too short to see are drawn together.
  public static let maximumReplayed = 1_000_000

  /// Receives what is counted, how much is done, and the total if known.
  public typealias Progress = (_ what: String, _ done: Int, _ total: Int?) -> Void

  /// Draws a planned schedule.
  ///
  /// Every operation is executed on the model's machine, unless there are more than ``maximumReplayed`` and the steps
  /// are equal; then the picture is drawn from the plan's structure.
  ///
  /// - Parameters:
  ///   - schedule: The schedule.
  ///   - window: The part of the chain to show.
  ///   - maximumReplayed: A different limit, for tests.
  ///   - onProgress: Called now and then.
  /// - Throws: ``PictureWindowError`` if the chain has no such window; `PlanningError.overflow` if a count does not fit 64
  ///   bits; `RuleViolation` if an operation breaks a rule, which no planner's does.
  /// - Complexity: O(operations) if they are executed, otherwise O(distinguishable parts); memory for the picture and
  ///   the states stored at the same time.
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
      builder.add(operation, makespan: machine.makespan, span: machine.lastSpan)
      count += 1
      if count.isMultiple(of: 1 << 16) { onProgress("operations drawn", count, statistics?.operations) }
    }
    try machine.finish()
    self = builder.picture(planner: schedule.planner.rawValue, statistics: machine.statistics)
  }

  /// The result for a schedule file: its picture, or what is wrong with it.
  public enum Reading: Sendable {
    case picture(SchedulePicture)
    /// The file has only a problem, not a schedule.
    case problem(Problem)
    /// The schedule is invalid; this is the report of `verify`.
    case invalid(VerificationReport)
  }

  /// Reads any tool's schedule (text, JSON or JSON Lines) and draws it while replaying it.
  ///
  /// - Parameters:
  ///   - source: Gives the bytes.
  ///   - window: The part of the chain to show.
  ///   - onRounding: Called if costs had too many digits and were rounded.
  /// - Throws: ``FormatError`` if the content is not a schedule; ``PictureWindowError`` if the chain has no such window;
  ///   ``ReplayLimit`` if a total does not fit 64 bits; whatever `source` throws.
  /// - Complexity: O(bytes) in time; memory for the picture and the states stored at once, where the file states its
  ///   chain and its levels before its operations; in the number of operations otherwise, since they have to wait.
  public static func read<Source: ByteSource>(
    _ source: Source, window: PictureWindow = .whole, onRounding: (RoundedCosts) -> Void = { _ in }
  ) throws -> Reading {
    var builder: PictureBuilder?
    var reader = ScheduleReader(source) { problem in
      let started = try PictureBuilder(problem, window)
      builder = started
      return { operation, makespan, span in started.add(operation, makespan: makespan, span: span) }
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
