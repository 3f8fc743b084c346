import AdjointSchedules
import ScheduleFormats

/// A problem read from a file, or from standard input.
struct ProblemFile {
  /// The file's name for messages.
  let name: String
  let problem: Problem

  /// Reads the file named by an operand; `-` or no operand means standard input.
  ///
  /// - Parameters:
  ///   - takesSituation: Whether the command also plans what is left of a reversal.
  ///   - needsSlots: Whether its levels have to state their size; not if only their costs are used.
  init(
    _ operand: String?, _ progress: Progress, takesSituation: Bool = false, needsSlots: Bool = true
  ) throws(Failure) {
    (name, problem) = try Input.content(operand, progress) { source, onRounding in
      try ProblemReader.read(source, needsSlots: needsSlots, onRounding: onRounding)
    }
    if problem.situation != nil && !takesSituation {
      throw .content(
        file: name,
        reason: "situation: this command takes whole reversals; leave the situation out, or use plan or plot")
    }
  }
}

extension ProblemFile {
  /// Notes which levels of a schedule have this file's costs by their number, for want of a name.
  func noteNumberedLevels(of schedule: Problem) {
    for index in schedule.levels.indices {
      guard let other = schedule.numberedLevel(index, of: problem) else { continue }
      Notes.current.add(
        "\(name): no level is named \(schedule.levels[index].name.quoted): the schedule's level \(index) has the costs of \(other.quoted), by its number"
      )
    }
  }
}

extension Input {
  /// The size limit of a problem file.
  private static let problemLimit = 256 << 20

  /// Returns the result of `read` for the file named by an operand, and the file's name for messages.
  static func content<Content>(
    _ operand: String?, _ progress: Progress, _ read: (WatchedInput, (RoundedCosts) -> Void) throws -> Content
  ) throws(Failure) -> (name: String, content: Content) {
    let input = try Input(operand)
    let name = input.descriptor.name
    defer { progress.erase() }
    do {
      let content = try read(WatchedInput(input: input, progress: progress, limit: problemLimit)) {
        Notes.current.add($0, in: name)
      }
      // There may be more files than can be open at the same time.
      if input.descriptor.number != Descriptor.standardInput.number { try input.descriptor.close() }
      return (name, content)
    } catch {
      throw Failure(error, blaming: .file(name))
    }
  }
}
