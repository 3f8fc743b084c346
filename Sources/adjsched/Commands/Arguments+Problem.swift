import AdjointSchedules

extension Arguments {
  /// Returns the problem that the options state.
  ///
  /// - Throws: ``UsageError`` that names the option at fault, also when a number is wrong only beside the others.
  func problem(_ platform: Platform, hasTapes: Bool = false) throws(UsageError) -> Problem {
    let options = try ProblemOptions(self, .init(platform: platform, hasTapes: hasTapes))
    return try options.problem(at: options.first)
  }

  /// The first option that states a part of a problem.
  var problemOption: Occurrence? {
    let keys = Command.chainOptions + Command.platformOptions + [.branch, .handle]
    return occurrences.first { keys.contains($0.key) }
  }

  /// True when an option states a part of a problem.
  var statesProblem: Bool { problemOption != nil }

  /// What an error adds that asks for an option of the problem: standard input is read only where that is said.
  var orFile: String {
    command.operand == nil || statesProblem ? "" : ", or a file (- for standard input)"
  }

  /// What is said where neither `-l` nor `--steps` is given.
  var missingLength: UsageError {
    .missingOption(
      "\(Option.Key.length.name) (the chain's length) or \(Option.Key.steps.name)\(orFile)", command: command.name,
      example: command.example)
  }

  /// Returns l: what `-l` says, or one less than `--steps`.
  func length() throws(UsageError) -> Int {
    guard let occurrence = last(.length, .steps) else { throw missingLength }
    return occurrence.key == .steps
      ? try occurrence.wholeNumber(in: 1...Chain.maximumLength + 1) - 1
      : try occurrence.wholeNumber(in: 0...Chain.maximumLength)
  }
}

/// The options in which a command states its storage levels.
enum Platform: Sendable {
  /// One free level: `-m`.
  case memory
  /// A free level and a disk: `-m`, `--disk-write`, `--disk-read`, `--disk-slots`.
  case memoryAndDisk
  /// Any levels: a free one when there is `-m`, a disk when there is any of its options, then each `--level`.
  case levels
  /// The same, or free memory for every state when no level is stated.
  case levelsOrUnlimited
}
