import AdjointSchedules

/// What came of replaying a schedule file, whatever its problem is.
public protocol VerificationResult: Sendable {
  /// True when no rule is broken and everything stated is so.
  var isValid: Bool { get }
  /// The costs of the problem that had to be rounded.
  var roundedCosts: RoundedCosts { get }
  /// Returns the report as the bytes of a file.
  func bytes(format: ReportFormat) -> [UInt8]
}

extension Verification {
  /// Replays the schedule of a chain or of a join that `source` gives, text, JSON or JSON Lines, and compares what it states.
  ///
  /// - Throws: ``FormatError`` when the content is not a schedule; ``ReplayLimit`` when a total of the replay does not fit
  ///   64 bits; whatever `source` throws.
  /// - Complexity: O(bytes) in time. Memory in the number of states stored at once, where the problem comes before the
  ///   operations.
  public static func result<Source: ByteSource>(of source: Source) throws -> any VerificationResult {
    var reader = ScheduleReader(source)
    try reader.readThrough()
    if let joined = reader.joined { return try joined.report() }
    return try reader.checkedReport()
  }
}
