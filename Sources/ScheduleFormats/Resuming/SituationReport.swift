import AdjointSchedules

/// What is stored and due where a schedule was cut, for people and programs.
public struct SituationReport {
  private let problem: Problem
  private let situation: Situation
  /// The state in the buffer at the cut, if it is needed.
  private let buffer: Int?
  private let recording: ScheduleRecording

  /// Creates the report, or returns nil if nothing is left to do.
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

  /// The state whose adjoint the driver must have saved; nil where none has been computed, and where branches join
  /// (``savedAdjoints``).
  public var savedAdjoint: Int? {
    problem.junction == nil && situation.due + 1 < problem.chain.backwardSteps ? situation.due + 1 : nil
  }

  /// The same for branches that join: that of a state of the handle or, once that is reversed, of one state of each branch that
  /// is not; nil on a chain.
  public var savedAdjoints: (branches: [Int?], handle: Int?)? {
    guard let junction = problem.junction, let parts = problem.joinSituation else { return nil }
    return (
      parts.branches.map { due in parts.handle == nil ? due.map { $0 + 1 } : nil },
      parts.handle.flatMap { $0 < junction.handle ? $0 + 1 : nil }
    )
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
    var lines = ["after \(recording.after)"]
    if problem.junction == nil {
      lines += ["due \(situation.due)", "saved-adjoint \(Self.word(savedAdjoint))"]
    }
    lines += [
      "buffer \(buffer.map(word) ?? "empty")", "safe-after \(Self.word(recording.safeAfter))",
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
      lines.append(
        problem.junction == nil
          ? line : "level \(index) \(PrintableText.word(level.name)) states \(situation.stored[index].count)")
    }
    lines += partLines
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// A line for each part where branches join.
  private var partLines: [String] {
    guard let parts = problem.joinSituation, let saved = savedAdjoints else { return [] }
    func line(_ part: String, _ due: Int?, _ saved: Int?, _ states: [Int]) -> String {
      "\(part) due \(Self.word(due)) saved-adjoint \(Self.word(saved)) states \(states.count)"
        + states.map { " \($0)" }.joined()
    }
    return parts.branches.indices.map {
      line("branch \($0)", parts.branches[$0], saved.branches[$0], parts.storedOnBranches[$0])
    } + [line("handle", parts.handle, saved.handle, parts.storedOnHandle)]
  }

  private static func word(_ number: Int?) -> String { number.map(String.init) ?? "none" }

  /// A state by its number, after its part where branches join.
  private func word(_ state: Int) -> String {
    let place = problem.place(of: state)
    switch place.part {
    case .branch(let branch)?: return "branch \(branch) \(place.step)"
    case .handle?: return "handle \(place.step)"
    case nil: return "\(place.step)"
    }
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
    json.topField("savedAdjoint")
    if let savedAdjoints {
      json.appendParts(savedAdjoints.branches, savedAdjoints.handle) { json, state in json.append(numberOrNull: state) }
    } else {
      json.append(numberOrNull: savedAdjoint)
    }
    json.topField("buffer")
    if let buffer, let part = problem.place(of: buffer).part {
      json.open(ASCII.openBrace)
      json.field("branch")
      if case .branch(let branch) = part { json.number(branch) } else { json.string("handle") }
      json.field("step")
      json.number(problem.place(of: buffer).step)
      json.close(ASCII.closeBrace)
    } else {
      json.append(numberOrNull: buffer)
    }
    json.topField("safeAfter")
    json.append(numberOrNull: recording.safeAfter)
    for (name, cost) in [("costDone", recording.costDone), ("costAtRisk", recording.costAtRisk)] {
      json.topField(name)
      json.cost(cost, fractionDigits: problem.fractionDigits)
    }
    json.closeTop()
    json.bytes.append(ASCII.newline)
    return json.bytes
  }
}
