import AdjointSchedules

extension ScheduleHeader {
  /// Appends the comment lines before the operations.
  func appendTextHeader(to bytes: inout [UInt8]) {
    let digits = problem.fractionDigits
    bytes.append(text: "# \(ScheduleFormat.name)\n# planner \(PrintableText.word(planner))\n")
    problem.appendTextLines(to: &bytes)
    bytes.append(text: "# makespan \(CostText.text(makespan, fractionDigits: digits))\n")
    bytes.append(text: "# optimal \(note == nil ? "yes" : "no")\n")
    if let lowerBound {
      bytes.append(text: "# lower-bound \(CostText.text(lowerBound, fractionDigits: digits))\n")
    }
    if let resolution {
      bytes.append(text: "# resolution ")
      bytes.append(count: resolution.count) { bytes, index in
        bytes.append(text: resolution[index].map(String.init) ?? "slots")
      }
      bytes.append(ASCII.newline)
    }
    if let note {
      bytes.append(text: "# note \(PrintableText.line(note))\n")
    }
  }

  /// Appends the comment lines after the operations.
  func appendTextStatistics(to bytes: inout [UInt8]) {
    for line in statistics.lines(levels: problem.levels) {
      bytes.append(text: "# \(line)\n")
    }
  }
}

extension Statistics {
  /// The statistics as text lines, for schedules and reports.
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
