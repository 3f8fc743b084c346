import AdjointSchedules

/// Writes schedules as bytes, in memory independent of the number of operations.
package struct ScheduleWriter {
  /// Large enough to make the cost of a system call negligible.
  static let chunkSize = 65_536

  package let format: ScheduleFormat
  /// True to write everything except the operations.
  package let summaryOnly: Bool
  /// True to state the slot that each operation touches.
  package let numbersSlots: Bool

  package init(format: ScheduleFormat, summaryOnly: Bool = false, numbersSlots: Bool = false) {
    self.format = format
    self.summaryOnly = summaryOnly
    self.numbersSlots = numbersSlots
  }

  /// Writes `schedule` to `sink`, in chunks of at least 64 KiB except the last.
  ///
  /// - Parameters:
  ///   - schedule: The schedule; its operations are iterated once.
  ///   - statistics: Those of the schedule; counted here if nil.
  ///   - sink: Takes the bytes.
  ///   - onProgress: Called after each chunk with the number of operations written so far.
  /// - Throws: `PlanningError.overflow` before the first byte when a count does not fit 64 bits;
  ///   whatever `sink` throws.
  /// - Complexity: O(operations), each a few copies and digits; memory for one chunk, the header and the schedule's
  ///   iterator.
  package func write<Sink: ByteSink>(
    _ schedule: Schedule, statistics: Statistics? = nil, to sink: inout Sink, onProgress: (Int) -> Void = { _ in }
  ) throws {
    let facts = try ScheduleHeader(schedule, statistics: statistics)
    try write(schedule, facts: facts, emit: { try sink.write($0) }, onProgress: onProgress)
  }

  func write<Failure: Error>(
    _ operations: some Sequence<Operation>, facts: ScheduleHeader, emit: ([UInt8]) throws(Failure) -> Void,
    onProgress: (Int) -> Void = { _ in }
  ) throws(Failure) {
    var bytes: [UInt8] = []
    appendStart(facts, to: &bytes)
    if !summaryOnly {
      bytes = try write(operations, after: bytes, facts: facts, emit: emit, onProgress: onProgress)
    }
    appendEnd(facts, to: &bytes)
    try emit(bytes)
  }

  /// Writes `start` and the operations; returns the bytes not yet emitted.
  private func write<Failure: Error>(
    _ operations: some Sequence<Operation>, after start: [UInt8], facts: ScheduleHeader,
    emit: ([UInt8]) throws(Failure) -> Void, onProgress: (Int) -> Void
  ) throws(Failure) -> [UInt8] {
    if numbersSlots {
      let templates = SlottedTemplates(format: format, problem: facts.problem)
      return try write(operations, by: templates, after: start, emit: emit, onProgress: onProgress)
    }
    let levelCount = facts.problem.levels.count
    if let junction = facts.problem.junction {
      let templates = NetworkTemplates(format: format, levelCount: levelCount, junction: junction)
      return try write(operations, by: templates, after: start, emit: emit, onProgress: onProgress)
    }
    let template = OperationTemplate(format: format, levelCount: levelCount)
    return try write(operations, by: template, after: start, emit: emit, onProgress: onProgress)
  }

  /// Generic, so that the loop for chains, which must be fast, has no code for networks.
  private func write<Failure: Error>(
    _ operations: some Sequence<Operation>, by template: some OperationAppending, after start: [UInt8],
    emit: ([UInt8]) throws(Failure) -> Void, onProgress: (Int) -> Void
  ) throws(Failure) -> [UInt8] {
    var template = template
    var buffer = OutputBuffer(start, capacity: Self.chunkSize)
    var count = 0
    for operation in operations {
      template.append(operation, to: &buffer)
      count += 1
      // In JSON each operation starts with the comma that ends the previous one; the first has none.
      if count == 1 && format == .json { buffer.remove(at: start.count) }
      if buffer.count >= Self.chunkSize {
        try emit(buffer.bytes)
        buffer.removeAll()
        onProgress(count)
      }
    }
    return buffer.bytes
  }

  /// Appends everything before the first operation.
  private func appendStart(_ facts: ScheduleHeader, to bytes: inout [UInt8]) {
    if format == .text {
      facts.appendTextHeader(to: &bytes, isShort: summaryOnly)
      return facts.appendTextStatistics(to: &bytes)
    }
    var json = JSONBuilder(style: format == .json ? .readable : .compact)
    json.openTop()
    facts.appendHeader(to: &json)
    if format == .jsonl {
      json.closeTop()
    } else if !summaryOnly {
      json.topField("operations")
      json.open(ASCII.openBracket, padded: false)
    }
    bytes.append(contentsOf: json.bytes)
  }

  /// Appends everything after the last operation.
  private func appendEnd(_ facts: ScheduleHeader, to bytes: inout [UInt8]) {
    switch format {
    case .text: break
    case .json:
      bytes.append(text: summaryOnly ? ",\n  \"statistics\": " : "\n  ],\n  \"statistics\": ")
      var json = JSONBuilder(style: .readable, bytes: bytes)
      json.append(facts.statistics, fractionDigits: facts.problem.fractionDigits)
      json.closeTop()
      bytes = json.bytes
    case .jsonl:
      var json = JSONBuilder(style: .compact, bytes: bytes)
      json.openTop()
      json.topField("statistics")
      json.append(facts.statistics, fractionDigits: facts.problem.fractionDigits)
      json.closeTop()
      bytes = json.bytes
    }
  }
}

extension Schedule {
  /// Writes the schedule with all its operations, for example to an array of bytes.
  ///
  ///     var bytes: [UInt8] = []
  ///     try schedule.write(.jsonl, to: &bytes)
  ///
  /// - Parameters:
  ///   - format: Text, JSON or JSON Lines.
  ///   - numbersSlots: True to state beside each operation which slot of its level it fills, reads or frees, numbered
  ///     from 0, so that a driver needs no search; what is stored gets the lowest free slot, or with overlapped levels the
  ///     one that became free last.
  ///   - sink: Takes the bytes, in chunks of at least 64 KiB except the last.
  /// - Throws: `PlanningError.overflow` before the first byte when a count does not fit 64 bits; whatever the sink throws.
  /// - Complexity: O(operations) in time; memory for one chunk, besides what the sink keeps.
  public func write<Sink: ByteSink>(
    _ format: ScheduleFormat, numbersSlots: Bool = false, to sink: inout Sink
  ) throws {
    try ScheduleWriter(format: format, numbersSlots: numbersSlots).write(self, to: &sink)
  }
}
