/// A command-line option, as the parser, the help and the completions see it.
struct Option: Sendable {
  /// Identifies the option; the raw value is its long name.
  enum Key: String, CaseIterable, Sendable {
    case length
    case steps
    case memorySlots = "memory-slots"
    case level
    case branch
    case handle
    case diskWrite = "disk-write"
    case diskRead = "disk-read"
    case diskSlots = "disk-slots"
    case overlap
    case period
    case costs
    case forwardCost = "forward-cost"
    case backwardCost = "backward-cost"
    case planner
    case atMost = "at-most"
    case time
    case memory
    case stateSize = "state-size"
    case capacity
    case memoryLimit = "memory-limit"
    case effort
    case timeLimit = "time-limit"
    case maxRuns = "max-runs"
    case size
    case repetitions = "repeat"
    case bandwidth
    case mostBytes = "most-bytes"
    case durable
    case measurements
    case format
    case from
    case to
    case width
    case height
    case certificate
    case after
    case lost
    case remake
    case jobLimit = "job-limit"
    case restartCost = "restart-cost"
    case failures
    case saveCost = "save-cost"
    case seed
    case summary
    case slots
    case output
    case quiet
    case help
    case version
  }

  let key: Key
  /// The letter of its short name, if any.
  var short: Character?
  /// The name of its value in help; nil if it takes none.
  var placeholder: String?
  /// True if every occurrence counts; otherwise the last one wins.
  var isRepeatable = false
  /// One line for the list of options.
  var summary: String
  /// Full sentences for `adjsched help OPTION`.
  let details: String
  /// What a shell offers as its value, unless ``Command/suggestions(for:)`` overrides it.
  var suggestions = Suggestions.nothing

  /// The long name as typed, such as `--length`.
  var longName: String { "--\(key.rawValue)" }

  /// The short name as typed, such as `-l`.
  var shortName: String? { short.map { "-\($0)" } }

  /// The name for messages: the short one if it exists.
  var name: String { shortName ?? longName }

  var takesValue: Bool { placeholder != nil }
}

extension Option.Key {
  /// The option's name for messages.
  var name: String {
    Option.all.first { $0.key == self }?.name ?? "--\(rawValue)"
  }
}
