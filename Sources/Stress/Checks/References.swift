import AdjointSchedules

extension Check<ChainTrial> {
  /// Every schedule against the recurrences written out, which share no line with the tables.
  static var references: Check {
    Check(name: "plain recurrences") { trial in
      var count = 0
      if let optimum = PlainLevels.optimum(trial.problem) {
        try agree(trial, optimum, "the level recurrence written out")
        count += 1
      }
      if let optimum = PlainIntervals.optimum(trial.problem) {
        try agree(trial, optimum, "the interval recurrence written out")
        count += 1
      }
      return count
    }
  }

  /// Every schedule against the shortest path through all states of the machine.
  static var search: Check {
    Check(name: "exhaustive search") { trial in
      var random = trial.generator(0x7365_6172)
      let limit = random.one(in: 300) ? 40_000 : random.one(in: 4) ? 1_500 : 0
      if SearchSize.states(trial.problem) > limit { return 0 }
      let optimum = ExhaustiveSearch(problem: trial.problem).optimum().map { Int128($0) }
      try agree(trial, optimum ?? Reference.impossible, "the exhaustive search", isExact: false)
      return 1
    }
  }

  /// - Parameter isExact: false when `impossible` may also stand for what does not fit 64 bits.
  private static func agree(
    _ trial: ChainTrial, _ optimum: Int128, _ reference: String, isExact: Bool = true
  ) throws {
    for (planner, schedule) in trial.schedules {
      let name = planner.rawValue
      try require(
        Int128(schedule.makespan) >= optimum, "\(name) has \(schedule.makespan), less than \(optimum) by \(reference)")
      try require(
        Int128(schedule.lowerBound ?? 0) <= optimum,
        "\(name) has the lower bound \(schedule.lowerBound ?? 0), more than \(optimum) by \(reference)")
      try require(
        !schedule.isOptimal || Int128(schedule.makespan) == optimum,
        "\(name) has \(schedule.makespan) as optimal, \(reference) has \(optimum)")
    }
    guard trial.problem.chain.tapes == nil, !trial.problem.countsBytes,
      case .failure(let error) = trial.plans[0].result
    else { return }
    switch error {
    case .noSlot: try require(optimum == Reference.impossible, "hrevolve says \(error), \(reference) has \(optimum)")
    case .overflow:
      try require(
        optimum >= Int128(Int.max) && (!isExact || optimum < Reference.impossible),
        "hrevolve says \(error), \(reference) has \(optimum)")
    default: throw Broken("hrevolve says \(error) of a problem that \(reference) solves: \(optimum)")
    }
  }
}
