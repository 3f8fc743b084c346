import AdjointSchedules

/// What came of replaying the schedule file of a join.
public struct JoinVerificationReport: Hashable, Sendable {
  /// The problem that the file states.
  public let problem: JoinProblem
  /// The planner that the file names, if it does.
  public let planner: String?
  /// The first rule that an operation, or the early end, breaks.
  public let violation: JoinRuleViolation?
  /// What the file states and the replay contradicts; empty when a rule is broken.
  public let mismatches: [Mismatch]
  /// The cost of the operations up to the violation or the end, in the problem's units.
  public let makespan: Int
  /// The counts and peaks up to the violation or the end.
  public let statistics: Statistics
  /// The number of states left in memory.
  public let storedStates: Int

  /// True when no rule is broken and everything stated is so.
  public var isValid: Bool { violation == nil && mismatches.isEmpty }

  /// Returns the report as the bytes of a file, in the form of those on chains.
  public func bytes(format: ReportFormat) -> [UInt8] {
    switch format {
    case .text: return textBytes
    case .json: return jsonBytes
    }
  }

  private var textBytes: [UInt8] {
    var lines: [String] = []
    if let violation {
      let place = violation.operation.map { "operation \(violation.number) (\($0.text))" }
      lines = ["invalid: \(place ?? "after operation \(violation.number)"): \(violation.rule)"]
    } else if !mismatches.isEmpty {
      lines = mismatches.map { "invalid: \($0)" }
    } else {
      lines = ["valid", "makespan \(CostText.text(makespan, fractionDigits: problem.fractionDigits))"]
      lines += statistics.lines(levels: [problem.level])
      lines.append("states left stored \(storedStates)")
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private var jsonBytes: [UInt8] {
    var json = JSONBuilder(style: .readable)
    json.openTop()
    json.topField("valid")
    json.bool(isValid)
    if let violation {
      json.topField("operation")
      if violation.operation == nil { json.raw("null") } else { json.number(violation.number) }
      json.topField("text")
      if let operation = violation.operation { json.string(operation.text) } else { json.raw("null") }
      json.topField("rule")
      json.string(violation.rule.description)
    } else {
      if !mismatches.isEmpty { json.append(mismatches) }
      json.topField("makespan")
      json.cost(makespan, fractionDigits: problem.fractionDigits)
      json.topField("statistics")
      json.append(statistics)
      json.topField("storedStates")
      json.number(storedStates)
    }
    json.closeTop()
    json.bytes.append(ASCII.newline)
    return json.bytes
  }
}
