import AdjointSchedules

/// The replay of schedule files from any tool against every rule of the model.
public enum Verification {
  /// Replays the schedule of a chain or of a network that `source` gives, text, JSON or JSON Lines, and compares what it states.
  ///
  /// Reading ends at the first operation that breaks a rule.
  ///
  /// - Throws: ``FormatError`` when the content is not a schedule; ``ReplayLimit`` when a total of the replay does not fit
  ///   64 bits; whatever `source` throws.
  /// - Complexity: O(bytes) in time. Memory in the number of states stored at once, where the file states its chain
  ///   and its levels before its operations; in the number of operations otherwise, since they have to wait.
  public static func verify<Source: ByteSource>(_ source: Source) throws -> VerificationReport {
    try verify(any: source)
  }

  /// Replays the schedule that the bytes of a file state.
  ///
  /// - Throws: What the other form throws of itself.
  /// - Complexity: O(bytes) in time.
  public static func verify(_ bytes: [UInt8]) throws -> VerificationReport {
    try verify(any: ArraySource(bytes))
  }

  private static func verify(any source: any ByteSource) throws -> VerificationReport {
    var reader = ScheduleReader(source)
    return try report(of: &reader)
  }

  /// Reads to the end and returns what came of the replay, or the limit that it met.
  static func report(of reader: inout ScheduleReader) throws -> VerificationReport {
    do throws(ReadError) { try reader.read() } catch { throw error.cause }
    if let violation = reader.violation, case .overflow(let quantity) = violation.rule {
      throw ReplayLimit(number: violation.number, operation: violation.operation ?? "end", quantity: quantity)
    }
    return try reader.report()
  }
}

extension ScheduleReader {
  /// Returns what came of the replay.
  fileprivate func report() throws(FormatError) -> VerificationReport {
    guard let problem = replayedProblem, let machine else {
      throw FormatError(place: "chain", reason: "is missing")
    }
    let statistics = machine.statistics
    let mismatches =
      violation == nil
      ? stated.mismatches(
        levels: problem.levels, fractionDigits: problem.fractionDigits, makespan: machine.makespan,
        statistics: statistics,
        isRounded: scanner.roundedCosts.count > 0)
      : []
    return VerificationReport(
      problem: problem, planner: stated.planner, violation: violation, mismatches: mismatches,
      makespan: machine.makespan, statistics: statistics, storedStates: machine.storedStates.reduce(0, +),
      roundedCosts: scanner.roundedCosts)
  }
}
