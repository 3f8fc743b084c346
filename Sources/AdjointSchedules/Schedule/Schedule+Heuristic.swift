extension Schedule {
  /// Creates the schedule of a heuristic; its makespan follows from its counts.
  ///
  /// Unless a bound is given, it is the optimum of ``HRevolve``; a heuristic's schedule that reaches it is proven
  /// optimal. If no bound is given and ``HRevolve`` does better without the level on which the plan spends most, the
  /// caveat says so: a strategy may use a level just because it exists. If ``HRevolve`` hits a limit or lacks memory,
  /// the bound is the optimum of one level with all slots.
  static func heuristic(
    _ problem: Problem, _ planner: Planner, plan: some SchedulePlan, options: PlannerOptions
  ) throws(PlanningError) -> Schedule {
    let statistics = try plan.statistics(length: problem.chain.length, levelCount: problem.levels.count)
    let makespan = try problem.makespan(of: statistics)
    var bound = options.lowerBound
    var pointless: Caveat.PointlessLevel?
    if bound == nil {
      bound =
        (try? ExactPlanning.optimum(of: problem)) ?? ExactPlanning.outline(of: problem)
      if bound != makespan {
        pointless = pointlessLevel(problem, statistics, makespan: makespan)
      }
    }
    return Schedule(
      problem: problem, planner: planner, makespan: makespan, lowerBound: bound,
      caveat: .heuristic(planner, pointless: pointless), plan: plan)
  }

  /// Returns which level only costs; nil where none does.
  private static func pointlessLevel(
    _ problem: Problem, _ statistics: Statistics, makespan: Int
  ) -> Caveat.PointlessLevel? {
    let spent = zip(problem.levels, statistics.levels).map { level, use in
      Int128(use.writes) * Int128(level.writeCost) + Int128(use.reads) * Int128(level.readCost)
    }
    guard let most = spent.max(), most > 0, let index = spent.firstIndex(of: most) else { return nil }
    let rest = problem.with(slots: 0, atLevel: index)
    let known = try? ExactPlanning.best(for: rest, planner: .hrevolve).makespanUnits
    guard let known, known < makespan else { return nil }
    return Caveat.PointlessLevel(index: index, saving: Int(Int128(makespan - known) * 10_000 / Int128(makespan)))
  }
}

extension Problem {
  /// Returns the makespan of a schedule from its counts, for forward steps that all cost the same.
  func makespan(of statistics: Statistics) throws(PlanningError) -> Int {
    // Sums of products of 64-bit counts and costs: a handful of terms never overflow 128 bits.
    var sum = Int128(statistics.forwardSteps) * Int128(chain.forwardCost.common ?? 0)
    sum += backwardTotal
    for (level, use) in zip(levels, statistics.levels) {
      sum += Int128(use.writes) * Int128(level.writeCost) + Int128(use.reads) * Int128(level.readCost)
    }
    return try sum.asMakespan()
  }
}
