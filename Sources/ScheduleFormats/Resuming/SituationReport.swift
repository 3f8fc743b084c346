import AdjointSchedules

/// What is stored and due where a schedule was cut, for people and programs.
public struct SituationReport {
  private let problem: Problem
  private let situation: Situation
  /// The state in the buffer at the cut, if it is needed.
  private let buffer: Int?
  private let recording: ScheduleRecording

  /// Creates the report, or returns nil if nothing is left to do, or branches join.
  ///
  /// - Parameters:
  ///   - recording: The schedule up to the cut.
  ///   - lost: The levels that have lost all they held.
  public init?(_ recording: ScheduleRecording, losing lost: Set<Int> = []) {
    guard let cut = recording.situation, let problem = try? recording.problem.with(situation: cut.losing(lost)),
      let situation = problem.situation
    else { return nil }
    (self.problem, self.situation, self.recording) = (problem, situation, recording)
    buffer = recording.isSafe ? nil : cut.buffer
  }

  /// The state whose adjoint the driver must have saved; nil where none has been computed.
  public var savedAdjoint: Int? {
    situation.due + 1 < problem.chain.backwardSteps ? situation.due + 1 : nil
  }

  /// Returns the report as the bytes of a file.
  public func bytes(format: ReportFormat) -> [UInt8] {
    switch format {
    case .text: return textBytes
    case .json: return jsonBytes
    }
  }

  private var textBytes: [UInt8] {
    let digits = problem.fractionDigits
    var lines = [
      "after \(recording.after)", "due \(situation.due)", "saved-adjoint \(savedAdjoint.map(String.init) ?? "none")",
      "buffer \(buffer.map(String.init) ?? "empty")", "safe-after \(recording.safeAfter.map(String.init) ?? "none")",
      "cost-done \(CostText.text(recording.costDone, fractionDigits: digits))",
      "cost-at-risk \(CostText.text(recording.costAtRisk, fractionDigits: digits))",
    ]
    for (index, level) in problem.levels.enumerated() {
      var line = "level \(index) \(PrintableText.word(level.name)) states \(situation.stored[index].count)"
      line += situation.stored[index].map { " \($0)" }.joined()
      if problem.chain.tapes != nil {
        let tapes = situation.tapes.isEmpty ? [] : situation.tapes[index]
        line += " tapes \(tapes.count)" + tapes.map { " \($0)" }.joined()
      }
      lines.append(line)
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  static let format = "adjsched-situation/1"

  /// Reads over a field that stands beside the problem of a situation, whose `format` comes first; returns false if it is
  /// another one.
  static func skip(
    _ key: String, _ fields: inout FieldSet?, _ scanner: inout JSONScanner
  ) throws(ReadError) -> Bool {
    if key == "format" && fields == nil {
      let format = try scanner.string(key)
      if format != Self.format { return false }
      fields = FieldSet(
        path: "", names: ["after", "savedAdjoint", "buffer", "safeAfter", "costDone", "costAtRisk"])
      return true
    }
    guard try fields?.accept(key) == true else { return false }
    try scanner.skipValue()
    return true
  }

  private var jsonBytes: [UInt8] {
    var json = JSONBuilder(style: .readable)
    json.openTop()
    json.topField("format")
    json.string(Self.format)
    json.appendFields(of: problem)
    json.topField("after")
    json.number(recording.after)
    for (name, number) in [
      ("savedAdjoint", savedAdjoint), ("buffer", buffer), ("safeAfter", recording.safeAfter),
    ] {
      json.topField(name)
      if let number { json.number(number) } else { json.raw("null") }
    }
    for (name, cost) in [("costDone", recording.costDone), ("costAtRisk", recording.costAtRisk)] {
      json.topField(name)
      json.cost(cost, fractionDigits: problem.fractionDigits)
    }
    json.closeTop()
    json.bytes.append(ASCII.newline)
    return json.bytes
  }
}
