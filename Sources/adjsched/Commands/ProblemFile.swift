import AdjointSchedules
import ScheduleFormats

/// A problem read from a file, or from standard input.
struct ProblemFile {
  /// The file's name for messages.
  let name: String
  let problem: Problem

  /// Reads the file named by an operand; `-` or no operand means standard input.
  ///
  /// - Parameter takesSituation: Whether the command also plans what is left of a reversal.
  init(_ operand: String?, _ progress: Progress, takesSituation: Bool = false) throws(Failure) {
    (name, problem) = try Input.content(operand, progress) { source, onRounding in
      try ProblemReader.read(source, onRounding: onRounding)
    }
    if problem.situation != nil && !takesSituation {
      throw .content(
        file: name,
        reason: "situation: this command takes whole reversals; leave the situation out, or use plan or plot")
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
