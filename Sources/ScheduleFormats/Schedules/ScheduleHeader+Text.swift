import AdjointSchedules

extension ScheduleHeader {
  /// Appends the comment lines before the operations.
  ///
  /// - Parameter isShort: Whether they stand alone, and nothing reads them again.
  func appendTextHeader(to bytes: inout [UInt8], isShort: Bool = false) {
    let digits = problem.fractionDigits
    bytes.append(text: "# \(ScheduleFormat.name)\n# planner \(PrintableText.word(planner))\n")
    problem.appendTextLines(to: &bytes, isShort: isShort)
    if let end { bytes.append(end, prefix: "end-") }
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
      for line in PrintableText.lines(note, bytes: PrintableText.longestNote) { bytes.append(text: "# note \(line)\n") }
    }
    if problem.assumesBlocking {
      bytes.append(text: "# transfers block: no step runs while a state is written or read\n")
    }
  }

  /// Appends the comment lines of the statistics, before the operations: there a driver learns how much to allocate.
  func appendTextStatistics(to bytes: inout [UInt8]) {
    let names = problem.levels.map { PrintableText.listedWord($0.name) }
    for line in statistics.lines(counts: "use", levels: names, fractionDigits: problem.fractionDigits) {
      bytes.append(text: "# \(line)\n")
    }
  }
}

extension Problem {
  /// True if levels cost something and none of them is marked as overlapped, which readers should know.
  fileprivate var assumesBlocking: Bool {
    !levels.contains(where: \.isOverlapped)
      && levels.dropFirst().contains { level in
        level.slots != 0 && (!level.isFree || level.writeBandwidth != nil || level.readBandwidth != nil)
      }
  }
}

extension Statistics {
  /// The statistics as text lines, for schedules and reports.
  ///
  /// - Parameters:
  ///   - word: The word that begins the line of a level.
  ///   - names: The names of the levels, as words.
  ///   - digits: Those of the problem's units, for times.
  func lines(counts word: String, levels names: [String], fractionDigits digits: Int) -> [String] {
    var lines = [
      "operations \(operations)", "forward-steps \(forwardSteps)", "backward-steps \(backwardSteps)",
      "max-step-runs \(maxStepRuns)",
    ]
    for (word, time) in [("compute-time", computeTime), ("stall-time", stallTime)] {
      if let time { lines.append("\(word) \(CostText.text(time, fractionDigits: digits))") }
    }
    for (index, (use, name)) in zip(levels, names).enumerated() {
      lines.append(
        "\(word) \(index) \(name) writes \(use.writes) reads \(use.reads)"
          + (use.tapes.map { " tapes \($0)" } ?? "") + " peak-slots \(use.peakSlots)"
          + (use.peakBytes.map { " peak-bytes \($0)" } ?? "")
          + (use.busyTime.map { " busy-time \(CostText.text($0, fractionDigits: digits))" } ?? ""))
    }
    return lines
  }
}
