import AdjointSchedules

extension SchedulePicture {
  /// Makes the picture of a planned schedule, every operation executed on the machine of the model.
  ///
  /// - Parameters:
  ///   - schedule: The schedule, whose operations are gone through once.
  ///   - onProgress: Called now and then with the number of operations drawn so far.
  /// - Throws: `RuleViolation` when an operation breaks a rule, which no planner's does.
  /// - Complexity: O(operations) in time; memory for the picture and the states stored at once.
  public init(_ schedule: Schedule, onProgress: (Int) -> Void = { _ in }) throws(RuleViolation) {
    var machine = ReplayMachine(problem: schedule.problem)
    let builder = PictureBuilder(schedule.problem)
    var count = 0
    for operation in schedule {
      try machine.execute(operation)
      builder.add(operation, makespan: machine.makespan)
      count += 1
      if count.isMultiple(of: 1 << 16) { onProgress(count) }
    }
    try machine.finish()
    self = builder.picture(planner: schedule.planner.rawValue, statistics: machine.statistics)
  }

  /// What comes of a schedule file: its picture, or what is wrong with it.
  public enum Reading: Sendable {
    case picture(SchedulePicture)
    /// The report of `verify`, which is not valid.
    case invalid(VerificationReport)
  }

  /// Reads a schedule, JSON or JSON Lines, from any tool, and draws it as it is replayed.
  ///
  /// - Throws: ``FormatError`` when the content is not a schedule of a chain; ``ReplayLimit`` when a total does not fit
  ///   64 bits; whatever `source` throws.
  /// - Complexity: O(bytes) in time; memory for the picture and the states stored at once, where the file states its
  ///   chain and its levels before its operations; in the number of operations otherwise, since they have to wait.
  public static func read<Source: ByteSource>(_ source: Source) throws -> Reading {
    var builder: PictureBuilder?
    var reader = ScheduleReader(source) { problem in
      let started = PictureBuilder(problem)
      builder = started
      return { operation, makespan in started.add(operation, makespan: makespan) }
    }
    let report = try Verification.report(of: &reader)
    guard report.isValid, let builder else { return .invalid(report) }
    return .picture(builder.picture(planner: report.planner, statistics: report.statistics))
  }
}
