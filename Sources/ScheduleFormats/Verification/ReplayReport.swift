import AdjointSchedules

/// What came of a replay, whatever the problem is: the reports on chains and on joins are written from this.
protocol ReplayReport: VerificationResult {
  /// The rule that is broken, in words.
  var brokenRule: BrokenRule? { get }
  var mismatches: [Mismatch] { get }
  var makespan: Int { get }
  var statistics: Statistics { get }
  var storedStates: Int { get }
  /// The levels of the problem, to which the statistics belong.
  var levels: [Level] { get }
  /// The digits after the point of one unit of cost.
  var fractionDigits: Int { get }
}

/// A broken rule as a report states it.
struct BrokenRule {
  /// The operation's number, or how many there were when the schedule ends too early.
  let number: Int
  /// The operation's text; nil when the schedule ends too early.
  let operation: String?
  let rule: String

  /// `operation 5 (read 0 3): level 0 does not hold that state`.
  var sentence: String {
    guard let operation else { return "after operation \(number): \(rule)" }
    return "operation \(number) (\(operation)): \(rule)"
  }
}

extension ReplayReport {
  /// What is wrong, a sentence each: the rule that is broken and where, or every statement that is not true.
  var sentences: [String] {
    if let brokenRule { return [brokenRule.sentence] }
    return mismatches.map(\.description)
  }

  /// Returns the report as the bytes of a file.
  func written(as format: ReportFormat) -> [UInt8] {
    switch format {
    case .text: return textBytes
    case .json: return jsonBytes
    }
  }
}
