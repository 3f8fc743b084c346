import AdjointSchedules

extension ScheduleRecording {
  /// What a recording lacks.
  public enum ReadingError: Error, Hashable, Sendable {
    /// The schedule has fewer operations than were done.
    case tooFewOperations(count: Int, after: Int)
    /// The schedule ends before its chain does, and that operation is its last one.
    case atEnd(after: Int)
    /// The end that the schedule states is no situation that it can reach from the cut.
    case wrongEnd
    /// No backward step is left after that operation.
    case nothingLeft(after: Int, backwardSteps: Int)
  }

  /// Reads a schedule (text, JSON or JSON Lines) that was run up to some operation.
  ///
  /// Operations are counted from 1 in the order of the file; lines of the header, comments and statistics are not counted.
  ///
  /// - Parameters:
  ///   - source: Gives the bytes.
  ///   - after: The number of operations that were done.
  ///   - costs: A problem with the costs that now count; nil for those of the schedule.
  ///   - onRounding: Called if costs had too many digits and were rounded.
  /// - Throws: `FormatError` if the content is not a schedule; `InvalidSchedule` if an operation breaks a rule;
  ///   `RepricingError` if the costs are of another chain; `ReadingError`; whatever the source throws.
  /// - Complexity: O(bytes) in time; memory in what is stored at once and some three bytes for each operation after the cut.
  public init<Source: ByteSource>(
    reading source: Source, after: Int, costs: Problem? = nil, onRounding: (RoundedCosts) -> Void = { _ in }
  ) throws {
    let box = RecordingBox()
    var reader = ScheduleReader(source) { problem in
      box.recording = ScheduleRecording(try costs.map { try problem.repriced(by: $0) } ?? problem, after: after)
      return { operation, _, _ in box.add(operation) }
    }
    let report = try Verification.report(of: &reader)
    if report.roundedCosts.count > 0 { onRounding(report.roundedCosts) }
    guard var recording = box.recording else { throw InvalidSchedule(report: report) }
    if recording.count < after {
      if report.violation != nil { throw InvalidSchedule(report: report) }
      throw ReadingError.tooFewOperations(count: recording.count, after: after)
    }
    if recording.situation == nil {
      throw ReadingError.nothingLeft(after: after, backwardSteps: recording.problem.backwardSteps)
    }
    if let end = reader.stated.end {
      guard (try? recording.problem.with(situation: end)) != nil, end.due <= recording.situation?.due ?? -1 else {
        throw ReadingError.wrongEnd
      }
      recording.end = end
      if recording.count == after && report.violation == nil && recording.isAtEnd() {
        throw ReadingError.atEnd(after: after)
      }
    }
    self = recording
  }
}

extension ScheduleRecording.ReadingError: CustomStringConvertible {
  /// What is wrong and the remedy, on one line.
  public var description: String {
    switch self {
    case .tooFewOperations(let count, let after):
      return
        "the schedule has \(count) operations, and \(after) cannot have been done; give the number of the last one done"
    case .atEnd(let after):
      return
        "after operation \(after) all is done that this part of a reversal has to do; go on with the next part"
    case .wrongEnd:
      return
        "the field end states a situation that the schedule cannot end in after that operation; check the file with verify"
    case .nothingLeft(let after, let steps):
      return "after operation \(after) all \(steps) backward steps have run; nothing is left to do"
    }
  }
}

/// The recording that a reader fills.
private final class RecordingBox {
  var recording: ScheduleRecording?
  private var isRefused = false

  /// Adds an operation that the reader's machine has accepted; at other costs, only a total can be at fault.
  func add(_ operation: Operation) {
    if isRefused { return }
    do throws(RuleViolation) { try recording?.add(operation) } catch { isRefused = true }
  }
}
