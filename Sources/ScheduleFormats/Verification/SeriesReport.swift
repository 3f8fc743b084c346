import AdjointSchedules

/// The result of replaying schedules that follow one another, such as the jobs of a division.
public struct SeriesReport: Sendable {
  /// One for each schedule that was read.
  public let reports: [VerificationReport]
  /// The faults: those of each schedule, and where one does not begin as the one before ends.
  public let faults: [String]

  init(_ reports: [VerificationReport]) {
    self.reports = reports
    if reports.count == 1 {
      faults = reports[0].faults
      return
    }
    var faults: [String] = []
    for (index, report) in reports.enumerated() {
      var own = report.faults
      if index > 0, let fault = Self.fault(reports[index - 1], report) { own.append(fault) }
      faults += own.map { "schedule \(index + 1): \($0)" }
    }
    self.faults = faults
  }

  /// True if nothing is wrong with any of them.
  public var isValid: Bool { faults.isEmpty }

  /// Returns the report as the bytes of a file.
  ///
  /// - Throws: ``ReplayLimit`` if the sum of the makespans does not fit 64 bits.
  public func bytes(format: ReportFormat) throws -> [UInt8] {
    if reports.count == 1 { return reports[0].bytes(format: format) }
    switch format {
    case .text: return try textBytes()
    case .json: return try jsonBytes()
    }
  }

  /// Returns what is wrong with a schedule that begins after another.
  private static func fault(_ before: VerificationReport, _ report: VerificationReport) -> String? {
    let (last, next) = (before.problem, report.problem)
    if last.chain.length != next.chain.length || last.levels.count != next.levels.count {
      return
        "has \(next.chain.length) steps and \(next.levels.count) levels, the one before \(last.chain.length) and \(last.levels.count)"
    }
    guard let end = before.end else { return "follows one after which nothing is left to do" }
    guard let begin = next.situation else {
      return "begins at the beginning of the chain, but the one before ends with backward step \(end.due) due"
    }
    if begin.due != end.due {
      return "begins with backward step \(begin.due) due, but the one before ends with \(end.due)"
    }
    for (name, own, other) in [("x_", begin.stored, end.stored), ("the tape of step ", begin.tapes, end.tapes)] {
      for (level, items) in own.enumerated() {
        let left = Set(level < other.count ? other[level] : [])
        if let item = items.first(where: { !left.contains($0) }) {
          return "begins with \(name)\(item) on level \(level), where the one before leaves none"
        }
      }
    }
    return nil
  }

  /// Returns the sum of some costs.
  private func total(_ costs: [DecimalCost]) throws(ReplayLimit) -> DecimalCost {
    let digits = costs.map(\.fractionDigits).max() ?? 0
    let unit = DecimalCost(1, fractionDigits: digits).billionths
    let sum = costs.reduce(Int128(0)) { $0 + $1.billionths } / unit
    guard let sum = Int(exactly: sum) else {
      let last = reports[reports.count - 1].statistics.operations
      throw ReplayLimit(number: last, operation: "end", quantity: .makespan)
    }
    return DecimalCost(sum, fractionDigits: digits)
  }

  private func makespan() throws(ReplayLimit) -> DecimalCost { try total(reports.map(\.cost)) }

  /// The sum at the costs of another problem, if there are any.
  private func price() throws(ReplayLimit) -> DecimalCost? {
    let prices = reports.compactMap { report in
      report.price.map { DecimalCost($0.makespan, fractionDigits: $0.fractionDigits) }
    }
    return prices.count == reports.count ? try total(prices) : nil
  }

  private func textBytes() throws(ReplayLimit) -> [UInt8] {
    var lines = faults.map { "invalid: \($0)" }
    if lines.isEmpty {
      lines = ["valid", "schedules \(reports.count)", "makespan \(CostText.text(try makespan()))"]
      if let price = try price() { lines.append("priced-makespan \(CostText.text(price))") }
      for (index, report) in reports.enumerated() {
        lines.append(
          "schedule \(index + 1) makespan \(CostText.text(report.cost)) operations \(report.statistics.operations)"
            + " first-due \(report.firstDue) last-done \(report.lastDone.map(String.init) ?? "none")")
      }
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func jsonBytes() throws(ReplayLimit) -> [UInt8] {
    var json = JSONBuilder(style: .readable)
    json.openTop()
    json.topField("valid")
    json.bool(isValid)
    if !isValid {
      json.topField("faults")
      json.open(ASCII.openBracket, padded: false)
      for fault in faults {
        json.separate(before: json.style.levelStart)
        json.string(fault)
      }
      json.bytes.append(text: json.style.levelsEnd)
      json.close(ASCII.closeBracket, padded: false)
    } else {
      json.topField("makespan")
      json.raw(CostText.text(try makespan()))
      if let price = try price() {
        json.topField("pricedMakespan")
        json.raw(CostText.text(price))
      }
    }
    json.topField("schedules")
    json.open(ASCII.openBracket, padded: false)
    for report in reports {
      json.separate(before: json.style.levelStart)
      json.open(ASCII.openBrace)
      json.field("valid")
      json.bool(report.isValid)
      json.field("makespan")
      json.cost(report.makespan, fractionDigits: report.problem.fractionDigits)
      json.field("operations")
      json.number(report.statistics.operations)
      json.field("firstDue")
      json.number(report.firstDue)
      json.field("lastDone")
      if let step = report.lastDone { json.number(step) } else { json.raw("null") }
      json.close(ASCII.closeBrace)
    }
    json.bytes.append(text: json.style.levelsEnd)
    json.close(ASCII.closeBracket, padded: false)
    json.closeTop()
    return json.bytes
  }
}

extension VerificationReport {
  fileprivate var cost: DecimalCost { DecimalCost(makespan, fractionDigits: problem.fractionDigits) }

  /// The backward step that is due at its beginning.
  fileprivate var firstDue: Int { problem.situation?.due ?? problem.chain.backwardSteps - 1 }

  /// The last backward step that it runs; nil if it runs none.
  fileprivate var lastDone: Int? { statistics.backwardSteps == 0 ? nil : firstDue - statistics.backwardSteps + 1 }
}
