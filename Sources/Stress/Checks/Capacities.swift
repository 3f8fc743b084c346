import AdjointSchedules
import SeededRandom

extension Check<ChainTrial> {
  /// The fewest bytes for a makespan are enough, and fewer are not; a sweep of the capacities that were tried agrees.
  static var capacities: Check {
    Check(name: "the fewest bytes for a makespan, and a sweep of bytes") { trial in
      var random = trial.generator(0x6361_7061)
      let problem = trial.problem
      let owners = problem.levels.indices.filter { problem.levels[$0].capacity != nil }
      guard let best = try? trial.best.get(), trial.bestPlanner == Planner.best(for: problem),
        problem.chain.length <= 10, !problem.levels.contains(where: \.isOverlapped), !owners.isEmpty,
        best.makespanUnits < Int.max / 4, random.one(in: 3)
      else { return 0 }
      let limit = best.makespanUnits + random.int(0...best.makespanUnits / 2)
      let cost = DecimalCost(limit, fractionDigits: problem.fractionDigits)
      let level = random.pick(owners)
      guard let found = try? CapacityBudget(problem, level: level, atMost: .cost(cost)) else { return 0 }
      var sweep = Sweep(planners: [trial.bestPlanner], points: found.candidates.count)
      for candidate in found.candidates {
        let optimum = optimum(candidate.problem)
        try agree(candidate.figures, optimum, "with \(candidate.capacity) bytes")
        try require(
          candidate.isWithin == (candidate.figures.makespan <= limit),
          "\(candidate.capacity) bytes take \(candidate.figures.makespan), and \(limit) is the limit")
        guard let swept = try? sweep.entries(for: candidate.problem)[0].result.get() else { continue }
        try agree(swept, optimum, "swept over \(candidate.capacity) bytes")
        try require(
          swept.lowerBound ?? 0 <= candidate.figures.makespan && candidate.figures.lowerBound ?? 0 <= swept.makespan,
          "with \(candidate.capacity) bytes \(candidate.figures.makespan), in a sweep \(swept.makespan)")
      }
      guard let answer = found.answer, let most = found.candidates.last?.capacity else { return 1 }
      try require(
        found.candidates.contains { $0.capacity == answer && $0.isWithin }, "\(answer) bytes have no schedule")
      let fewer = answer - max(1, most / 1000)
      if fewer >= 0, found.candidates.allSatisfy(\.figures.isOptimal),
        let optimum = optimum(problem.with(capacity: fewer, atLevel: level))
      {
        try require(optimum > limit, "\(answer) bytes for \(limit), but \(fewer) take \(optimum)")
      }
      return 1
    }
  }

  /// Returns the least makespan, by a search that no planner calls; nil if the problem is too large for one.
  private static func optimum(_ problem: Problem) -> Int128? {
    switch EveryState.optimum(problem, atMost: 4_000) {
    case .optimum(let optimum): return optimum
    case .impossible: return Reference.impossible
    case .tooMany:
      guard problem.asksMoreOfBytes, problem.chain.length <= 2, problem.levels.count <= 2 else { return nil }
      return ExhaustiveSearch(problem: problem).optimum().map { Int128($0) } ?? Reference.impossible
    }
  }

  private static func agree(_ figures: ScheduleSummary, _ optimum: Int128?, _ where: String) throws(Broken) {
    guard let optimum else { return }
    try require(Int128(figures.makespan) >= optimum, "\(`where`): \(figures.makespan), less than \(optimum)")
    try require(
      Int128(figures.lowerBound ?? 0) <= optimum,
      "\(`where`): the bound \(figures.lowerBound ?? 0), more than \(optimum)")
    try require(
      !figures.isOptimal || Int128(figures.makespan) == optimum,
      "\(`where`): \(figures.makespan) as optimal, not \(optimum)")
  }
}
