import AdjointSchedules

/// Turns a schedule of a join into bytes, in memory that does not grow with its operations.
public struct JoinScheduleWriter {
  public let format: ScheduleFormat
  /// True when everything but the operations is written.
  public let summaryOnly: Bool

  public init(format: ScheduleFormat, summaryOnly: Bool = false) {
    self.format = format
    self.summaryOnly = summaryOnly
  }

  /// Writes `schedule` to `sink`, in chunks of at least 64 KiB except the last.
  ///
  /// - Parameters:
  ///   - schedule: The schedule, whose operations are gone through once.
  ///   - sink: Takes the bytes.
  ///   - onProgress: Called after each chunk with the number of operations written so far.
  /// - Throws: `PlanningError.overflow` before the first byte when a count does not fit 64 bits;
  ///   whatever `sink` throws.
  /// - Complexity: O(operations); memory for one chunk, the header, and the schedule's own iterator.
  public func write<Sink: ByteSink>(
    _ schedule: JoinSchedule, to sink: inout Sink, onProgress: (Int) -> Void = { _ in }
  ) throws {
    let statistics = try schedule.statistics()
    var json = JSONBuilder(style: format == .json ? .readable : .compact)
    if format == .text { schedule.appendTextHeader(to: &json.bytes) } else { schedule.appendHeader(to: &json) }
    if format == .jsonl {
      json.closeTop()
      json.bytes.append(ASCII.newline)
    } else if format == .json && !summaryOnly {
      json.topField("operations")
      json.open(ASCII.openBracket, padded: false)
    }
    if !summaryOnly {
      var count = 0
      for operation in schedule {
        append(operation, to: &json)
        count += 1
        if json.bytes.count >= ScheduleWriter.chunkSize {
          try sink.write(json.bytes)
          json.bytes.removeAll(keepingCapacity: true)
          onProgress(count)
        }
      }
    }
    appendEnd(schedule, statistics, to: &json)
    try sink.write(json.bytes)
  }

  private func append(_ operation: JoinOperation, to json: inout JSONBuilder) {
    switch format {
    case .text: json.bytes.append(text: operation.text + "\n")
    case .json:
      json.separate(before: json.style.levelStart)
      operation.append(to: &json)
    case .jsonl:
      operation.append(to: &json)
      json.bytes.append(ASCII.newline)
    }
  }

  private func appendEnd(_ schedule: JoinSchedule, _ statistics: Statistics, to json: inout JSONBuilder) {
    switch format {
    case .text:
      for line in statistics.lines(levels: [schedule.problem.level]) { json.bytes.append(text: "# \(line)\n") }
    case .json, .jsonl:
      if format == .json {
        if !summaryOnly {
          json.bytes.append(text: json.style.levelsEnd)
          json.close(ASCII.closeBracket, padded: false)
        }
      } else {
        json.openTop()
      }
      json.topField("statistics")
      json.append(statistics)
      json.closeTop()
      json.bytes.append(ASCII.newline)
    }
  }
}

extension JoinProblem {
  /// The memory as the level that the formats show.
  var level: Level { Level(name: memory, slots: slots) }
}

extension JoinSchedule {
  static let plannerName = "join"

  /// Appends the fields that stand before the operations.
  fileprivate func appendHeader(to json: inout JSONBuilder) {
    let digits = problem.fractionDigits
    json.openTop()
    json.topField("format")
    json.string(ScheduleFormat.name)
    json.topField("planner")
    json.string(Self.plannerName)
    json.topField("join")
    json.append(problem)
    json.topField("levels")
    json.append([problem.level], fractionDigits: digits)
    json.topField("makespan")
    json.cost(makespan, fractionDigits: digits)
    json.topField("optimal")
    json.bool(isOptimal)
    json.topField("lowerBound")
    json.cost(lowerBound, fractionDigits: digits)
    if let reservation {
      json.topField("note")
      json.string(reservation)
    }
  }

  /// Appends the comment lines that stand before the operations.
  fileprivate func appendTextHeader(to bytes: inout [UInt8]) {
    let digits = problem.fractionDigits
    let cost = { CostText.text($0, fractionDigits: digits) }
    bytes.append(text: "# \(ScheduleFormat.name)\n# planner \(Self.plannerName)\n")
    bytes.append(text: "# join forward-cost \(cost(problem.forwardCost)) backward-cost \(cost(problem.backwardCost))\n")
    for (index, length) in problem.branches.enumerated() {
      bytes.append(text: "# branch \(index) length \(length)\n")
    }
    bytes.append(text: "# handle length \(problem.handle)\n")
    problem.level.appendTextLine(0, fractionDigits: digits, to: &bytes)
    bytes.append(
      text: "# makespan \(cost(makespan))\n# optimal \(isOptimal ? "yes" : "no")\n# lower-bound \(cost(lowerBound))\n")
    if let reservation { bytes.append(text: "# note \(PrintableText.line(reservation))\n") }
  }
}

extension JSONBuilder {
  /// Appends the object `join`.
  fileprivate mutating func append(_ problem: JoinProblem) {
    open(ASCII.openBrace)
    field("branches")
    open(ASCII.openBracket)
    for length in problem.branches {
      separate()
      append(length: length)
    }
    close(ASCII.closeBracket)
    field("handle")
    append(length: problem.handle)
    field("forwardCost")
    cost(problem.forwardCost, fractionDigits: problem.fractionDigits)
    field("backwardCost")
    cost(problem.backwardCost, fractionDigits: problem.fractionDigits)
    close(ASCII.closeBrace)
  }

  private mutating func append(length: Int) {
    open(ASCII.openBrace)
    field("length")
    number(length)
    close(ASCII.closeBrace)
  }
}
