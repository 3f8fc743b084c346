import AdjointSchedules
import ScheduleFormats

/// A problem read from a file, or from standard input.
struct ProblemFile {
  /// The most bytes that a problem file may have.
  static let sizeLimit = 256 << 20

  /// The file's name for messages.
  let name: String
  let problem: Problem

  /// Reads the file named by an operand; `-` and none are standard input.
  init(_ operand: String?) throws {
    let input = try Input(operand)
    name = input.descriptor.name
    do {
      let file = name
      problem = try ProblemReader.read(try input.readAll(limit: Self.sizeLimit)) { Notes.current.add($0, in: file) }
    } catch let error as FormatError {
      throw Failure.content(file: name, reason: error.description)
    }
  }
}
