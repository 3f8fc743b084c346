import AdjointSchedules

extension ScheduleFacts {
  /// Appends the comment lines that stand before the operations.
  func appendTextHeader(to bytes: inout [UInt8]) {
    let digits = problem.fractionDigits
    bytes.append(text: "# \(ScheduleFormat.name)\n# planner \(PrintableText.word(planner))\n")
    bytes.append(text: "# chain length \(problem.chain.length) forward-cost ")
    Self.append(problem.chain.forwardCost, digits, to: &bytes)
    bytes.append(text: " backward-cost ")
    Self.append(problem.chain.backwardCost, digits, to: &bytes)
    bytes.append(ASCII.newline)
    for (index, level) in problem.levels.enumerated() {
      let slots = level.slots.map(String.init) ?? "unlimited"
      let write = CostText.text(level.writeCost, fractionDigits: digits)
      let read = CostText.text(level.readCost, fractionDigits: digits)
      bytes.append(
        text: "# level \(index) \(PrintableText.word(level.name)) slots \(slots)"
          + " write-cost \(write) read-cost \(read)\n")
    }
    bytes.append(text: "# makespan \(CostText.text(makespan, fractionDigits: digits))\n")
    bytes.append(text: "# optimal \(reservation == nil ? "yes" : "no")\n")
    if let lowerBound {
      bytes.append(text: "# lower-bound \(CostText.text(lowerBound, fractionDigits: digits))\n")
    }
    if let reservation {
      bytes.append(text: "# note \(PrintableText.line(reservation))\n")
    }
  }

  /// Appends the comment lines that stand after the operations.
  func appendTextStatistics(to bytes: inout [UInt8]) {
    for line in statistics.lines(levels: problem.levels) {
      bytes.append(text: "# \(line)\n")
    }
  }

  /// Appends one cost, or the steps' costs with commas between them, so that it stays one field of the line.
  private static func append(_ cost: StepCost, _ digits: Int, to bytes: inout [UInt8]) {
    switch cost {
    case .uniform(let units):
      CostText.append(units, fractionDigits: digits, to: &bytes)
    case .each(let costs):
      for (index, units) in costs.enumerated() {
        if index > 0 { bytes.append(ASCII.comma) }
        CostText.append(units, fractionDigits: digits, to: &bytes)
      }
    }
  }
}

extension Statistics {
  /// The statistics as lines of words and numbers, for schedules and reports in text.
  func lines(levels names: [Level]) -> [String] {
    var lines = [
      "operations \(operations)", "forward-steps \(forwardSteps)", "backward-steps \(backwardSteps)",
      "max-step-runs \(maxStepRuns)",
    ]
    for (index, (use, level)) in zip(levels, names).enumerated() {
      lines.append(
        "level \(index) \(PrintableText.word(level.name)) writes \(use.writes) reads \(use.reads)"
          + " peak-slots \(use.peakSlots)")
    }
    return lines
  }
}
