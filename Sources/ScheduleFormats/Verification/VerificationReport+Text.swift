import AdjointSchedules

extension VerificationReport {
  /// Returns the report as the bytes of a file.
  public func bytes(format: ReportFormat) -> [UInt8] {
    switch format {
    case .text: return textBytes
    case .json: return jsonBytes
    }
  }

  /// What is wrong, a sentence each: the rule that is broken and where, or every statement that is not true.
  public var faults: [String] {
    if let violation { return [violation.sentence] }
    return mismatches.map(\.description)
  }

  /// A line `valid` and what the replay found, or a line `invalid: ...` for each thing that is wrong.
  private var textBytes: [UInt8] {
    var lines = faults.map { "invalid: \($0)" }
    if lines.isEmpty {
      lines = ["valid", "makespan \(CostText.text(makespan, fractionDigits: problem.fractionDigits))"]
      lines += statistics.lines(levels: problem.levels)
      lines.append("states left stored \(storedStates)")
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}

extension RuleViolation {
  /// `operation 5 (read 0 3): level 0 does not hold that state`.
  fileprivate var sentence: String {
    guard let operation else { return "after operation \(number): \(rule)" }
    return "operation \(number) (\(operation.text)): \(rule)"
  }
}
