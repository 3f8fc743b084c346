import AdjointSchedules
import SeededRandom

extension Check<ChainTrial> {
  /// Every schedule against the written-out recurrences, which share no code with the tables.
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

  /// Every schedule against the shortest path through all machine states.
  static var search: Check {
    Check(name: "exhaustive search") { trial in
      var random = trial.generator(0x7365_6172)
      switch EveryState.optimum(trial.problem, atMost: random.one(in: 100) ? 60_000 : 4_000) {
      case .optimum(let optimum): try agree(trial, optimum, "the exhaustive search")
      case .impossible: try agree(trial, Reference.impossible, "the exhaustive search")
      case .tooMany: return 0
      }
      return 1
    }
  }

  /// Every schedule with transfers by the byte, working memory or compression against the library's search, which no
  /// planner calls and which counts bytes by the rules of the machine.
  static var bytes: Check {
    Check(name: "search by the byte") { trial in
      let problem = trial.problem
      let most = problem.chain.tapes != nil && problem.levels.count > 1 ? 2 : 3
      guard problem.asksMoreOfBytes, problem.chain.length <= most, problem.levels.count <= 2 else { return 0 }
      let optimum = ExhaustiveSearch(problem: problem).optimum().map { Int128($0) } ?? Reference.impossible
      try agree(trial, optimum, "the library's search")
      return 1
    }
  }

  static func agree(_ trial: ChainTrial, _ optimum: Int128, _ reference: String) throws(Broken) {
    for (planner, schedule) in trial.schedules {
      let name = planner.rawValue
      try require(
        Int128(schedule.makespanUnits) >= optimum,
        "\(name) has \(schedule.makespanUnits), less than \(optimum) by \(reference)")
      try require(
        Int128(schedule.lowerBoundUnits ?? 0) <= optimum,
        "\(name) has the lower bound \(schedule.lowerBoundUnits ?? 0), more than \(optimum) by \(reference)")
      try require(
        !schedule.isOptimal || Int128(schedule.makespanUnits) == optimum,
        "\(name) has \(schedule.makespanUnits) as optimal, \(reference) has \(optimum)")
    }
    for plan in trial.plans where [.hrevolve, .rotor].contains(plan.planner) {
      if case .failure(let error) = plan.result { try agree(plan.planner, error, trial.problem, optimum, reference) }
    }
  }

  /// If a planner that accepts all such problems reports no schedule, there is none.
  private static func agree(
    _ planner: Planner, _ error: PlanningError, _ problem: Problem, _ optimum: Int128, _ reference: String
  ) throws(Broken) {
    switch error {
    case .noSlot, .noRoom, .noRoomForStep, .noRoomForSteps, .tooLittleForTapes:
      try require(optimum == Reference.impossible, "\(planner.rawValue) says \(error), \(reference) has \(optimum)")
    case .overflow:
      // A chain with tapes may be rejected if only its longest run does not fit.
      try require(
        optimum >= Int128(problem.chain.tapes == nil ? Int.max : Int.max / 4) && optimum < Reference.impossible,
        "\(planner.rawValue) says \(error), \(reference) has \(optimum)")
    case .unsuited, .noRoomForTransfers: break
    default:
      throw Broken("\(planner.rawValue) says \(error) of a problem that \(reference) solves: \(optimum)")
    }
  }
}
