import AdjointSchedules

extension ScheduleFacts {
  /// Appends the comment lines that stand before the operations.
  func appendTextHeader(to bytes: inout [UInt8]) {
    let digits = problem.fractionDigits
    bytes.append(text: "# \(ScheduleFormat.name)\n# planner \(PrintableText.word(planner))\n")
    bytes.append(text: "# chain length \(problem.chain.length) forward-cost ")
    Self.append(problem.chain.forwardCost, digits, to: &bytes)
    bytes.append(text: problem.chain.tapes == nil ? " backward-cost " : " adjoint-cost ")
    Self.append(problem.chain.adjointCost, digits, to: &bytes)
    if let size = problem.chain.stateSize {
      bytes.append(text: " state-size ")
      Self.append(size, 0, to: &bytes)
    }
    if let size = problem.chain.tapes?.size {
      bytes.append(text: " tape-size ")
      Self.append(size, 0, to: &bytes)
    }
    bytes.append(ASCII.newline)
    for (index, level) in problem.levels.enumerated() {
      let room = level.capacity.map { "capacity \($0)" } ?? "slots \(level.slots.map(String.init) ?? "unlimited")"
      let write = CostText.text(level.writeCost, fractionDigits: digits)
      let read = CostText.text(level.readCost, fractionDigits: digits)
      bytes.append(
        text: "# level \(index) \(PrintableText.word(level.name)) \(room)"
          + " write-cost \(write) read-cost \(read)\n")
    }
    bytes.append(text: "# makespan \(CostText.text(makespan, fractionDigits: digits))\n")
    bytes.append(text: "# optimal \(reservation == nil ? "yes" : "no")\n")
    if let lowerBound {
      bytes.append(text: "# lower-bound \(CostText.text(lowerBound, fractionDigits: digits))\n")
    }
    if let resolution {
      let units = resolution.map { $0.map(String.init) ?? "slots" }.joined(separator: ",")
      bytes.append(text: "# resolution \(units)\n")
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

  /// Appends one number, or those of the steps with commas between them, so that it stays one field of the line.
  private static func append(_ numbers: PerStep, _ digits: Int, to bytes: inout [UInt8]) {
    switch numbers {
    case .uniform(let units):
      CostText.append(units, fractionDigits: digits, to: &bytes)
    case .each(let numbers):
      for (index, units) in numbers.enumerated() {
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
          + (use.tapes.map { " tapes \($0)" } ?? "") + " peak-slots \(use.peakSlots)"
          + (use.peakBytes.map { " peak-bytes \($0)" } ?? ""))
    }
    return lines
  }
}
