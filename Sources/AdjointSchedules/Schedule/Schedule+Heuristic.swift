extension Schedule {
  /// Creates the schedule of a planner that does not promise the optimum; its makespan follows from its counts.
  ///
  /// The bound is the optimum of ``HRevolve``, unless it is given: reached, it makes even a heuristic's schedule proven.
  static func heuristic(
    _ problem: Problem, _ planner: Planner, plan: some SchedulePlan, options: PlannerOptions
  ) throws(PlanningError) -> Schedule {
    let statistics = try plan.statistics(
      length: problem.chain.length, levelCount: problem.levels.count, observer: options.observer)
    let bound: Int?
    if let known = options.lowerBound {
      bound = known
    } else {
      bound = try PlatformSchedule.optimum(of: problem, options.observer)
    }
    return Schedule(
      problem: problem, planner: planner, makespan: try problem.makespan(of: statistics), lowerBound: bound,
      reservation:
        "not proven optimal: \(planner.rawValue) is a heuristic; hrevolve plans the same problem at least as well",
      plan: plan)
  }
}

extension Problem {
  /// Returns the makespan of a schedule from its counts, where all forward steps cost the same.
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
