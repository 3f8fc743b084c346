import AdjointSchedules
import ScheduleFormats
import Synchronization

/// Notes to the user, printed once the result is there, so that an error stays one line.
final class Notes: Sendable {
  /// The notes of the running command.
  @TaskLocal static var current = Notes()

  private struct State {
    var lines: [String] = []
    var options = RoundedCosts()
    /// The option values already counted: most are parsed more than once.
    var values: Set<String> = []
  }

  private let state = Mutex(State())

  /// Notes that costs of a file were rounded.
  func add(_ costs: RoundedCosts, in file: String) {
    guard let sentence = costs.sentence else { return }
    state.withLock { $0.lines.append("\(file): \(sentence)") }
  }

  /// Notes something else about a file.
  func add(_ line: String) { state.withLock { $0.lines.append(line) } }

  /// Notes that a cost of the command line was rounded.
  func addRounded(_ value: String, option: String) {
    state.withLock { state in
      if state.values.insert("\(option) \(value)").inserted { state.options.add(option) }
    }
  }

  /// Prints all notes on standard error.
  func say() {
    let (lines, options) = state.withLock { ($0.lines, $0.options) }
    for line in lines + (options.sentence.map { [$0] } ?? []) { Descriptor.standardError.say("note: \(line)") }
  }
}
