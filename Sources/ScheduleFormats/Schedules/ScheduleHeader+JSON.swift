import AdjointSchedules

extension ScheduleHeader {
  /// Appends the fields before the operations.
  func appendHeader(to json: inout JSONBuilder) {
    let digits = problem.fractionDigits
    json.topField("format")
    json.string(ScheduleFormat.name)
    json.topField("planner")
    json.string(planner)
    json.appendFields(of: problem)
    if let end {
      json.topField("end")
      json.append(end)
    }
    json.topField("makespan")
    json.cost(makespan, fractionDigits: digits)
    json.topField("optimal")
    json.bool(note == nil)
    if let lowerBound {
      json.topField("lowerBound")
      json.cost(lowerBound, fractionDigits: digits)
    }
    if let resolution {
      json.topField("resolution")
      json.append(resolution)
    }
    if let note {
      json.topField("note")
      json.string(note)
    }
    json.topField("peaks")
    json.appendPeaks(statistics.levels)
  }
}

extension JSONBuilder {
  /// Appends a number of bytes for each level, null for levels in slots.
  mutating func append(_ resolution: [Int?]) {
    open(ASCII.openBracket, padded: false)
    for bytes in resolution {
      separate()
      if let bytes { number(bytes) } else { raw("null") }
    }
    close(ASCII.closeBracket, padded: false)
  }

  /// Appends the peaks of each level, which a driver needs before the first operation.
  fileprivate mutating func appendPeaks(_ levels: [Statistics.LevelUse]) {
    open(ASCII.openBracket, padded: !levels.isEmpty)
    for use in levels {
      separate()
      open(ASCII.openBrace)
      field("slots")
      number(use.peakSlots)
      if let bytes = use.peakBytes {
        field("bytes")
        number(bytes)
      }
      close(ASCII.closeBrace)
    }
    close(ASCII.closeBracket, padded: !levels.isEmpty)
  }

  mutating func append(_ statistics: Statistics, fractionDigits digits: Int) {
    open(ASCII.openBrace)
    field("operations")
    number(statistics.operations)
    field("forwardSteps")
    number(statistics.forwardSteps)
    field("backwardSteps")
    number(statistics.backwardSteps)
    field("maxStepRuns")
    number(statistics.maxStepRuns)
    for (name, time) in [("computeTime", statistics.computeTime), ("stallTime", statistics.stallTime)] {
      guard let time else { continue }
      field(name)
      cost(time, fractionDigits: digits)
    }
    if style.statisticsBreak.isEmpty {
      field("levels")
    } else {
      separate(before: style.statisticsBreak)
      raw("\"levels\"" + style.colon)
    }
    append(statistics.levels, fractionDigits: digits)
    close(ASCII.closeBrace)
  }

  /// - Parameters:
  ///   - digits: Those of the problem's units, for times.
  ///   - isBrief: Whether tapes, bytes and times are left out.
  mutating func append(_ uses: [Statistics.LevelUse], fractionDigits digits: Int, isBrief: Bool = false) {
    open(ASCII.openBracket, padded: !uses.isEmpty)
    for use in uses {
      separate()
      open(ASCII.openBrace)
      field("writes")
      number(use.writes)
      field("reads")
      number(use.reads)
      if let tapes = use.tapes, !isBrief {
        field("tapes")
        number(tapes)
      }
      field("peakSlots")
      number(use.peakSlots)
      if let bytes = use.peakBytes, !isBrief {
        field("peakBytes")
        number(bytes)
      }
      if let time = use.busyTime, !isBrief {
        field("busyTime")
        cost(time, fractionDigits: digits)
      }
      close(ASCII.closeBrace)
    }
    close(ASCII.closeBracket, padded: !uses.isEmpty)
  }
}
