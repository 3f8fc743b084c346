import AdjointSchedules
import ScheduleFormats

/// `adjsched share`: divides one memory among several chains.
enum ShareCommand {
  static func run(_ arguments: Arguments) throws -> ExitStatus {
    let options = try ResultOptions(arguments, default: TableFormat.text)
    let progress = Progress(isEnabled: !options.isQuiet)
    defer { progress.erase() }
    let (name, problem) = try Input.content(arguments.operand, progress) { source, onRounding in
      try ProblemReader.readShare(source, onRounding: onRounding)
    }
    try Output.write(to: options.destination, blaming: .file(name)) { sink in
      let share = try MemoryShare.plan(problem, observer: progress.observer)
      progress.erase()
      try sink.write(share.bytes(format: options.format))
    }
    return .done
  }
}
