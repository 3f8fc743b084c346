@testable import AdjointSchedules
@testable import ScheduleFormats
@testable import adjsched

/// Command lines, a word a line: everything up to the problem that the options state, and no file opened.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  // The kernel gives words without zero bytes; an empty word is one too.
  let words = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
  do {
    switch try Invocation(words) {
    case .version: break
    case .help(let command): require(!Help.text(for: command).isEmpty, "an empty help")
    case .command(let arguments): look(at: arguments)
    }
  } catch {
    requireLine(error)
  }
  return 0
}

/// Looks at the values as every command does, whichever was named.
private func look(at arguments: Arguments) {
  let questions: [() throws -> Any] = [
    { try ResultOptions(arguments, default: ScheduleFormat.text) },
    { try ResultOptions(arguments, default: TableFormat.csv) },
    { try arguments.planners() },
    { try arguments.period(for: [.uniform]) as Any },
    { try arguments.planner() },
    { try arguments.problem(.memory) }, { try arguments.problem(.memoryAndDisk) },
    { try arguments.problem(.levelsOrUnlimited) },
    { try problem(arguments, .init(unknown: .memorySlots)) },
    { try problem(arguments, .init(unknown: .diskSlots)) },
    { try sweep(arguments) },
  ]
  for question in questions {
    do { _ = try question() } catch { requireLine(error) }
  }
}

private func problem(_ arguments: Arguments, _ form: ProblemOptions.Form) throws -> Problem {
  let stated = try ProblemOptions(arguments, form)
  return try stated.problem(at: stated.first)
}

private func sweep(_ arguments: Arguments) throws -> Problem {
  let stated = try ProblemOptions(arguments, .init(platform: .levelsOrUnlimited, takesRanges: true))
  require(stated.axes.reduce(1) { $0 * $1.values.count } <= ValueRange.maximumPoints, "too many points")
  var last = stated.first
  for axis in stated.axes { axis.put(axis.values.count - 1, &last) }
  return try stated.problem(at: last)
}

private func requireLine(_ error: any Error) {
  let failure = Failure(error)
  let line = PrintableText.spelledOut(failure.message ?? "")
  require(!line.isEmpty && !line.contains("\n"), "a message of more than one line")
  require(failure.status == .usage, "\(line): status \(failure.status)")
}
