import AdjointSchedules
import ScheduleFormats
import Synchronization

/// What the user is told beside the result, once that is there: an error stays one line.
final class Notes: Sendable {
  /// Those of the command that is running.
  @TaskLocal static var current = Notes()

  private struct State {
    var lines: [String] = []
    var options = RoundedCosts()
    /// The values of options that are counted already: most are looked at more than once.
    var values: Set<String> = []
  }

  private let state = Mutex(State())

  /// Notes that costs of a file were rounded.
  func add(_ costs: RoundedCosts, in file: String) {
    guard let sentence = costs.sentence else { return }
    state.withLock { $0.lines.append("\(file): \(sentence)") }
  }

  /// Notes that a cost of the command line was rounded.
  func addRounded(_ value: String, option: String) {
    state.withLock { state in
      if state.values.insert("\(option) \(value)").inserted { state.options.add(option) }
    }
  }

  /// Says all of it on standard error.
  func say() {
    let (lines, options) = state.withLock { ($0.lines, $0.options) }
    for line in lines + (options.sentence.map { [$0] } ?? []) { Descriptor.standardError.say("note: \(line)") }
  }
}
