import AdjointSchedules
import ScheduleFormats

/// What a shell may offer where a value or an argument is to be typed.
enum Suggestions: Hashable, Sendable {
  /// Nothing: a number, say, is the user's to know.
  case nothing
  case words([String])
  case files
  /// Directories, and these words.
  case directories(or: [String])
  /// What `help` explains.
  case topics
}

extension Command {
  /// Returns what a shell may offer as the value of one of the command's options.
  func suggestions(for option: Option) -> Suggestions {
    switch option.key {
    case .format: return .words(formats)
    // Only where it may be repeated is there a word for all of them.
    case .planner where name == Self.sweep.name: return .words(Planner.ofChains.map(\.rawValue) + ["all"])
    default: return option.suggestions
    }
  }
}
