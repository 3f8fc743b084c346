import AdjointSchedules
import ScheduleFormats

/// What a shell may offer for a value or an argument.
enum Suggestions: Hashable, Sendable {
  /// Nothing; for example for a number.
  case nothing
  case words([String])
  case files
  /// Directories and these words.
  case directories(or: [String])
  /// The topics of `help`.
  case topics
}

extension Command {
  /// Returns what a shell may offer for the value of an option.
  func suggestions(for option: Option) -> Suggestions {
    switch option.key {
    case .format: return .words(formats)
    // "all" is accepted only where the option may be repeated.
    case .planner where name == Self.sweep.name: return .words(Planner.ofChains.map(\.rawValue) + ["all"])
    default: return option.suggestions
    }
  }
}
