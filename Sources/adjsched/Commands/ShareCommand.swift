import AdjointSchedules
import ScheduleFormats

/// `adjsched share`: several chains that share one memory.
enum ShareCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: TableFormat.text)
    let (name, problem) = try Input.content(arguments.operand) { bytes, onRounding throws(FormatError) in
      try ShareReader.read(bytes, onRounding: onRounding)
    }
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    do {
      try Output.write(to: options.destination) { sink in
        let share = try MemoryShare.plan(problem, observer: progress.observer)
        progress.erase()
        try sink.write(share.bytes(format: options.format))
      }
      return .done
    } catch let error as PlanningError {
      throw Failure.planning(error, .file(name))
    }
  }
}

extension Input {
  /// Returns what `read` makes of the file named by an operand, and the file's name for messages.
  static func content<Content>(
    _ operand: String?, _ read: ([UInt8], (RoundedCosts) -> Void) throws(FormatError) -> Content
  ) throws -> (name: String, content: Content) {
    let input = try Input(operand)
    let name = input.descriptor.name
    let bytes = try input.readAll(limit: ProblemFile.sizeLimit)
    do throws(FormatError) {
      return (name, try read(bytes) { Notes.current.add($0, in: name) })
    } catch {
      throw Failure.content(file: name, reason: error.description)
    }
  }
}
