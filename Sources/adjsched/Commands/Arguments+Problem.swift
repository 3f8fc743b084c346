import AdjointSchedules

extension Arguments {
  /// Returns the problem described by the options.
  ///
  /// - Throws: ``UsageError`` naming the offending option, also if a number is invalid only in combination with
  ///   others.
  func problem(_ platform: Platform, hasTapes: Bool = false) throws(UsageError) -> Problem {
    let options = try ProblemOptions(self, .init(platform: platform, hasTapes: hasTapes))
    return try options.problem(at: options.first)
  }

  /// The first option that describes part of a problem.
  var problemOption: Occurrence? {
    let keys = Command.chainOptions + Command.platformOptions + [.branch, .handle]
    return occurrences.first { keys.contains($0.key) }
  }

  /// True if any option describes part of a problem.
  var statesProblem: Bool { problemOption != nil }

  /// The suffix of errors about missing problem options: standard input is read only if requested.
  var orFile: String {
    command.operand == nil || statesProblem ? "" : ", or a file (- for standard input)"
  }

  /// The error if neither `-l` nor `--steps` is given.
  var missingLength: UsageError {
    .missingOption(
      "\(Option.Key.length.name) (the chain's length) or \(Option.Key.steps.name)\(orFile)", command: command.name,
      example: command.example)
  }

  /// Returns l: the value of `-l`, or one less than `--steps`.
  func length() throws(UsageError) -> Int {
    guard let occurrence = last(.length, .steps) else { throw missingLength }
    return occurrence.key == .steps
      ? try occurrence.wholeNumber(in: 1...Chain.maximumLength + 1) - 1
      : try occurrence.wholeNumber(in: 0...Chain.maximumLength)
  }
}

/// The options with which a command describes its storage levels.
enum Platform: Sendable {
  /// One free level: `-m`.
  case memory
  /// A free level and a disk: `-m`, `--disk-write`, `--disk-read`, `--disk-slots`.
  case memoryAndDisk
  /// Any levels: a free one with `-m`, a disk with any of its options, then each `--level`.
  case levels
  /// The same, or free memory for every state if no level is given.
  case levelsOrUnlimited
}
