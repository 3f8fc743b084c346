import AdjointSchedules

/// The result of replaying a schedule file.
public struct VerificationReport: Hashable, Sendable {
  /// The problem in the file: names, slots, costs and their digits.
  public let problem: Problem
  /// The planner that the file names, if it does.
  public let planner: String?
  /// The first broken rule, by an operation or the early end.
  public let violation: BrokenRule?
  /// The false statements in the file; empty if a rule is broken.
  public let mismatches: [Mismatch]
  /// The cost of the operations up to the violation or the end, in the problem's units.
  public let makespan: Int
  /// The counts and peaks up to the violation or the end.
  public let statistics: Statistics
  /// The number of states left stored.
  public let storedStates: Int
  /// Where the schedule stands after its last operation; nil if no backward step is left.
  let end: Situation?
  /// The costs of the problem that were rounded.
  public let roundedCosts: RoundedCosts
  /// The cost of the operations at the costs of another problem, if one was given and no rule is broken.
  public internal(set) var price: Price?

  /// A makespan in units of its own.
  public struct Price: Hashable, Sendable {
    /// In units of 10^-`fractionDigits`.
    public let makespan: Int
    /// The digits after the point of one unit, in 0 ... 9.
    public let fractionDigits: Int
  }

  /// True if no rule is broken and every statement is true.
  public var isValid: Bool { violation == nil && mismatches.isEmpty }

  /// The faults, one sentence each: the broken rule and where, or every false statement.
  public var faults: [String] { violation.map { [$0.sentence] } ?? mismatches.map(\.description) }

  /// Returns the report as the bytes of a file.
  public func bytes(format: ReportFormat) -> [UInt8] {
    switch format {
    case .text: return textBytes
    case .json: return jsonBytes
    }
  }
}

extension VerificationReport {
  /// A line `valid` and the results of the replay, or a line `invalid: ...` for each fault.
  var textBytes: [UInt8] {
    var lines = faults.map { "invalid: \($0)" }
    if lines.isEmpty {
      lines = ["valid", "makespan \(CostText.text(makespan, fractionDigits: problem.fractionDigits))"]
      if let price {
        lines.append("priced-makespan \(CostText.text(price.makespan, fractionDigits: price.fractionDigits))")
      }
      lines += statistics.lines(
        counts: "level", levels: problem.levels.map { PrintableText.word($0.name) },
        fractionDigits: problem.fractionDigits)
      lines.append("states left stored \(storedStates)")
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}

extension VerificationReport {
  /// A single object: `valid`, then the operation and its rule, or any mismatches and the results of the replay.
  var jsonBytes: [UInt8] {
    var json = JSONBuilder(style: .readable)
    json.openTop()
    json.topField("valid")
    json.bool(isValid)
    if let violation {
      json.append(violation)
    } else {
      if !mismatches.isEmpty { json.append(mismatches) }
      json.topField("makespan")
      json.cost(makespan, fractionDigits: problem.fractionDigits)
      if let price {
        json.topField("pricedMakespan")
        json.cost(price.makespan, fractionDigits: price.fractionDigits)
      }
      json.topField("statistics")
      json.append(statistics, fractionDigits: problem.fractionDigits)
      json.topField("storedStates")
      json.number(storedStates)
    }
    json.closeTop()
    return json.bytes
  }
}

extension JSONBuilder {
  /// Appends the operation's number and text, both null if the schedule ends too early, and the rule.
  fileprivate mutating func append(_ broken: BrokenRule) {
    topField("operation")
    if broken.operation == nil { raw("null") } else { number(broken.number) }
    topField("text")
    if let operation = broken.operation { string(operation) } else { raw("null") }
    topField("rule")
    string(broken.rule.description)
  }

  fileprivate mutating func append(_ mismatches: [Mismatch]) {
    topField("mismatches")
    open(ASCII.openBracket, padded: false)
    for mismatch in mismatches {
      separate(before: style.levelStart)
      open(ASCII.openBrace)
      field("field")
      string(mismatch.field)
      field("stated")
      raw(mismatch.stated)
      field("replayed")
      raw(mismatch.replayed)
      close(ASCII.closeBrace)
    }
    bytes.append(text: style.levelsEnd)
    close(ASCII.closeBracket, padded: false)
  }
}
