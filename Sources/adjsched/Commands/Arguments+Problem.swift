import AdjointSchedules

extension Arguments {
  /// Returns the problem that the options state; with tapes --backward-cost is what a backward step costs from its tape.
  ///
  /// - Throws: ``UsageError`` that names the option at fault, also when a number is wrong only beside the others.
  func problem(_ platform: Platform, hasTapes: Bool = false) throws(UsageError) -> Problem {
    let length = try length()
    let levels = try levels(platform)
    try requireOneUnit()
    let backwardCost = ProblemDescription.Costs.uniform(try cost(.backwardCost, default: .one))
    var description = ProblemDescription(
      length: length, forwardCost: .uniform(try cost(.forwardCost, default: .one)), levels: levels.map(\.level))
    if hasTapes { description.adjointCost = backwardCost } else { description.backwardCost = backwardCost }
    do throws(ProblemError) {
      return try description.problem()
    } catch {
      throw .outOfRange(option(for: error.field, levels: levels), reason: error.reason)
    }
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

  /// Returns l: what `-l` says, or one less than `--steps`.
  func length() throws(UsageError) -> Int {
    guard let occurrence = last(.length, .steps) else {
      throw .missingOption(
        "\(Option.Key.length.name) (the chain's length) or \(Option.Key.steps.name)\(orFile)", command: command.name,
        example: command.example)
    }
    return occurrence.key == .steps
      ? try occurrence.wholeNumber(in: 1...Chain.maximumLength + 1) - 1
      : try occurrence.wholeNumber(in: 0...Chain.maximumLength)
  }

  /// Returns the option that gave a field of the problem.
  private func option(for field: String, levels: [StatedLevel]) -> String {
    switch field {
    case "chain.length": return last(.length, .steps)?.name ?? Option.Key.length.name
    case "chain.forwardCost": return last(.forwardCost)?.name ?? Option.Key.forwardCost.name
    case "chain.backwardCost", "chain.adjointCost": return last(.backwardCost)?.name ?? Option.Key.backwardCost.name
    default: break
    }
    for (index, level) in levels.enumerated() {
      switch field {
      case "levels[\(index)].slots": return level.slotsOption
      case "levels[\(index)].writeCost": return level.writeOption
      case "levels[\(index)].readCost": return level.readOption
      default: continue
      }
    }
    return field
  }
}
