import AdjointSchedules

/// The texts in all formats of a picture.
extension SchedulePicture {
  /// `revolve, 1000 steps`, or `revolve, steps 400 to 500 of 1000`.
  func title(_ separator: String = GroupedNumber.noBreakSpace) -> String {
    let length = problem.steps
    let whole = GroupedNumber.text(length, separator: separator)
    let steps = isWhole ? "\(whole) \(length == 1 ? "step" : "steps")" : "\(window(separator)) of \(whole)"
    return (planner.map { PrintableText.line($0, limit: 60) + ", " } ?? "schedule, ") + steps
  }

  /// The caption, in parts that can be on separate lines.
  func caption(_ separator: String = GroupedNumber.noBreakSpace) -> [String] {
    let number = { (number: Int) in GroupedNumber.text(number, separator: separator) }
    let forward = statistics.forwardSteps
    var parts = isWhole ? [] : [windowTimes(separator)]
    parts += [
      (isWhole ? "" : "the whole schedule: ")
        + "makespan \(GroupedNumber.cost(makespan, fractionDigits: problem.fractionDigits, separator: separator))",
      "\(number(forward)) forward \(forward == 1 ? "step" : "steps"), \(number(rerunSteps)) of them \(rerunSteps == 1 ? "a re-run" : "re-runs")",
      "\(number(statistics.backwardSteps)) backward \(statistics.backwardSteps == 1 ? "step" : "steps")",
    ]
    if statistics.maxStepRuns > 1 { parts.append("no step run more than \(number(statistics.maxStepRuns)) times") }
    if let stall = statistics.stallTime {
      let time = GroupedNumber.cost(stall, fractionDigits: problem.fractionDigits, separator: separator)
      parts.append("the steps wait for \(time)")
    }
    return parts
  }

  /// `steps 400 to 500`, between the states of these numbers.
  private func window(_ separator: String) -> String {
    "steps \(GroupedNumber.text(states.lowerBound, separator: separator)) to \(GroupedNumber.text(states.upperBound, separator: separator))"
  }

  /// A description of what a window shows.
  private func windowTimes(_ separator: String) -> String {
    let cost = { GroupedNumber.cost($0, fractionDigits: self.problem.fractionDigits, separator: separator) }
    let isRun = states.upperBound == problem.chain.length
    return
      "\(window(separator)) are \(isRun ? "run and reversed" : "reversed") from time \(cost(times.lowerBound)) to \(cost(times.upperBound))"
  }

  /// One legend entry per level lane that holds any state: its lane and text.
  func levelEntries(_ separator: String = GroupedNumber.noBreakSpace) -> [(lane: Int, text: String)] {
    let number = { (number: Int) in GroupedNumber.text(number, separator: separator) }
    let last = Self.lanes - 1
    let own = peaks.filter { $0.level < last || problem.levels.count == Self.lanes }
    var entries = own.map { peak in
      let level = problem.levels[peak.level]
      let time = GroupedNumber.cost(peak.time, fractionDigits: problem.fractionDigits, separator: separator)
      let room = level.slots.map { " of \(number($0))" } ?? ""
      let name = PrintableText.line(level.name, limit: 32)
      return (peak.level, "\(name): peak \(number(peak.slots))\(room) at time \(time)\(bytes(peak.level, number))")
    }
    if own.count < peaks.count {
      entries.append((last, "\(peaks.count - own.count) more levels, the slowest"))
    }
    return entries
  }

  /// `, at most 96 of 128 bytes` if sizes are given.
  private func bytes(_ level: Int, _ number: (Int) -> String) -> String {
    guard let most = statistics.levels[level].peakBytes else { return "" }
    let room = problem.levels[level].capacity.map { " of \(number($0))" } ?? ""
    return ", at most \(number(most))\(room) bytes"
  }
}
