extension TapePlanning {
  /// Returns the schedule of a chain of equal steps with tapes on one level, proven optimal or with a lower bound; nil
  /// for other problems, or if all tapes fit.
  ///
  /// - Parameter isBounded: Whether it is compared with a bound.
  static func uniform(
    _ problem: Problem, _ planner: Planner, isBounded: Bool = true
  ) throws(PlanningError) -> Schedule? {
    guard let stated = UniformTapeProblem(problem) else { return nil }
    let every = try stated.every.asMakespan()
    let solution = try UniformTapeSolution(stated.chain, bytes: stated.bytes)
    let makespan = try (stated.every + Int128(solution.surplus)).asMakespan()
    var resolution: [Int?]?
    if let level = problem.levels.first, level.capacity != nil {
      resolution = [level.slots == nil ? stated.unit : max(1, problem.chain.tapes?.size?.common ?? 1)]
    }
    var bound = every + solution.lowerBound
    let isRecurrenceOptimal = stated.chain.isSolvedByTable && stated.roomier == stated.chain
    if !isRecurrenceOptimal {
      bound = every
      for relaxation in isBounded ? stated.roomier.relaxations : [] where bound < makespan {
        guard
          let relaxed = try PlanningError.orNil({ () throws(PlanningError) in
            try UniformTapeSolution(relaxation, bytes: nil)
          })
        else { continue }
        bound = max(bound, every + min(relaxed.lowerBound, solution.surplus))
      }
    }
    let schedule = Schedule(
      problem: problem, planner: planner, makespan: makespan, lowerBound: bound,
      caveat: solution.isExact ? .tapesStay : .searchEnded,
      resolution: resolution, plan: solution.plan)
    return isRecurrenceOptimal || !isBounded
      ? schedule : BestFirstSearch.improve(schedule, of: problem, planner, resolution: resolution)
  }
}
