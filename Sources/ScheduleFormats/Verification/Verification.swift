import AdjointSchedules

/// Replays schedule files from any tool against every rule of the model.
public enum Verification {
  /// Replays the schedule read from `source` (text, JSON or JSON Lines) and checks its statements.
  ///
  /// Reading stops at the first operation that breaks a rule.
  ///
  /// - Throws: ``FormatError`` if the content is not a schedule; ``ReplayLimit`` if a total of the replay does not fit
  ///   64 bits; any error of `source`.
  /// - Complexity: O(bytes) in time. Memory in the number of states stored at the same time if the file has its chain
  ///   and levels before its operations; otherwise in the number of operations, which must be kept until then.
  public static func verify<Source: ByteSource>(_ source: Source) throws -> VerificationReport {
    try verify(any: source)
  }

  /// Does the same, and prices the schedule at the costs of another problem.
  ///
  /// - Parameters:
  ///   - source: The schedule.
  ///   - costs: A problem of the same chain; see `Problem.repriced(by:)`.
  /// - Throws: The same errors, and `RepricingError` if the problem is not one of the schedule's chain.
  /// - Complexity: the same, since each operation's cost is added up twice.
  public static func verify<Source: ByteSource>(_ source: Source, costs: Problem) throws -> VerificationReport {
    try verify(any: source, costs: costs)
  }

  /// Replays the schedule in the bytes of a file.
  ///
  /// - Throws: The same errors, without those of a source.
  /// - Complexity: O(bytes) in time.
  public static func verify(_ bytes: [UInt8]) throws -> VerificationReport {
    try verify(any: ArraySource(bytes))
  }

  /// Replays schedules that stand one after another in JSON Lines, such as the jobs of a division.
  ///
  /// Reading stops after the first that breaks a rule.
  ///
  /// - Parameters:
  ///   - source: The schedules, each with a header and statistics; one alone may have any format.
  ///   - costs: A problem of the same chain at whose costs they are priced, if any.
  /// - Throws: As for one schedule.
  /// - Complexity: The same.
  public static func verifySeries<Source: ByteSource>(_ source: Source, costs: Problem? = nil) throws -> SeriesReport {
    var scanner = JSONScanner(source)
    var reports: [VerificationReport] = []
    var isFollowed = true
    while isFollowed {
      let pricing = Pricing()
      var makeObserver: ((Problem) throws -> ScheduleReader.Observer)?
      if let costs {
        makeObserver = { problem in
          pricing.begin(try problem.repriced(by: costs))
          return { operation, _, _ in pricing.add(operation) }
        }
      }
      var reader = ScheduleReader(at: scanner, makeObserver: makeObserver)
      reader.takesSeveral = true
      var result = try report(of: &reader)
      if result.violation == nil { result.price = try pricing.price() }
      reports.append(result)
      isFollowed = reader.isFollowed && result.violation == nil
      scanner = reader.scanner
      scanner.roundedCosts = RoundedCosts()
    }
    return SeriesReport(reports)
  }

  private static func verify(any source: any ByteSource) throws -> VerificationReport {
    var reader = ScheduleReader(source)
    return try report(of: &reader)
  }

  private static func verify(any source: any ByteSource, costs: Problem) throws -> VerificationReport {
    let pricing = Pricing()
    var reader = ScheduleReader(source) { problem in
      pricing.begin(try problem.repriced(by: costs))
      return { operation, _, _ in pricing.add(operation) }
    }
    var report = try report(of: &reader)
    if report.violation == nil { report.price = try pricing.price() }
    return report
  }

  /// Reads to the end; returns the result of the replay or the limit that it hit.
  static func report(of reader: inout ScheduleReader) throws -> VerificationReport {
    do throws(ReadError) { try reader.read() } catch { throw error.cause }
    if let violation = reader.violation, case .overflow(let quantity) = violation.rule {
      throw ReplayLimit(number: violation.number, operation: violation.operation ?? "end", quantity: quantity)
    }
    return try reader.report()
  }
}

extension ScheduleReader {
  /// Returns the result of the replay.
  fileprivate func report() throws(FormatError) -> VerificationReport {
    guard let problem = replayedProblem, let machine else {
      throw FormatError(place: "chain", reason: "is missing")
    }
    let statistics = machine.statistics
    let mismatches =
      violation == nil
      ? stated.mismatches(end: machine.situation)
        + stated.mismatches(
          levels: problem.levels, fractionDigits: problem.fractionDigits, makespan: machine.makespan,
          statistics: statistics,
          isRounded: scanner.roundedCosts.count > 0)
      : []
    return VerificationReport(
      problem: problem, planner: stated.planner, violation: violation, mismatches: mismatches,
      makespan: machine.makespan, statistics: statistics, storedStates: machine.storedStates.reduce(0, +),
      end: machine.situation, roundedCosts: scanner.roundedCosts)
  }
}

/// A second machine that runs a schedule's operations at other costs.
private final class Pricing {
  private var problem: Problem?
  private var machine: ReplayMachine?
  private var violation: RuleViolation?

  func begin(_ problem: Problem) {
    self.problem = problem
    machine = ReplayMachine(problem: problem)
  }

  /// Runs an operation that the first machine has accepted: only a total can be at fault.
  func add(_ operation: Operation) {
    if violation != nil { return }
    do throws(RuleViolation) { try machine?.execute(operation) } catch { violation = error }
  }

  /// Returns the total.
  ///
  /// - Throws: ``ReplayLimit`` if it does not fit 64 bits.
  func price() throws(ReplayLimit) -> VerificationReport.Price? {
    guard let problem, let machine else { return nil }
    if let violation, case .overflow(let quantity) = violation.rule {
      let text = violation.operation.map { problem.text(of: $0) }
      throw ReplayLimit(number: violation.number, operation: text ?? "end", quantity: quantity)
    }
    return .init(makespan: machine.makespan, fractionDigits: problem.fractionDigits)
  }
}
