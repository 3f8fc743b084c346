/// The best schedule of a chain on a platform, by whichever exact method suits it.
///
/// This is where all planners that promise the optimum meet: they differ in the platforms that they take.
enum ExactPlanning {
  /// Returns the best schedule that can be found.
  ///
  /// On a *hierarchical* platform (in some order of the levels neither write nor read costs fall) the level
  /// recurrence is optimal; on any other the vector recurrence is, while its table fits. Beyond that the best schedule
  /// that is found is returned with a lower bound and a caveat. Forward steps that differ ask for the recurrences
  /// over intervals; backward steps that differ change the makespan and nothing else. States that differ in size on
  /// levels in bytes ask for the recurrence over sizes, which is the best of the persistent schedules only.
  ///
  /// - Throws: ``PlanningError`` when there is no schedule, or when a total or a table is too large.
  static func best(for problem: Problem, planner: Planner) throws(PlanningError) -> Schedule {
    try problem.requireStates(planner)
    if problem.countsBytes {
      let free = try sized(problem.withFreeBackwardSteps(), planner)
      return try free.addingCost(problem.backwardTotal, on: problem)
    }
    let isUnequal = problem.chain.forwardCost.common == nil
    if problem.chain.backwardCost.common == nil || (isUnequal && problem.chain.backwardCost.common != 0) {
      let free = try best(for: problem.withFreeBackwardSteps(), planner: planner)
      return try free.addingCost(problem.backwardTotal, on: problem)
    }
    if isUnequal { return try unequal(problem, planner) }
    let chain = try UniformChain(problem, planner: planner)
    let usable = problem.usableLevels
    if chain.length == 0 {
      return Schedule(
        problem: problem, planner: planner, makespan: try Int128(chain.backwardCost).asMakespan(),
        plan: BinomialPlan(level: 0, slots: 1, length: 0))
    }
    if usable.isEmpty { throw .noSlot(length: chain.length) }
    if let sorted = hierarchicalOrder(usable) {
      return try hierarchical(problem, planner, chain, sorted)
    }
    if let schedule = try ExactMethod.vectorTable.schedule(for: problem, planner) { return schedule }
    return try bestFound(problem, planner, chain, usable)
  }

  /// Returns the optimum, or a lower bound on it; nil where a limit is met.
  static func optimum(of problem: Problem) throws(PlanningError) -> Int? {
    try PlanningError.orNil { () throws(PlanningError) in
      try best(for: problem, planner: .hrevolve).lowerBoundUnits
    }
  }

  /// Returns a lower bound on the optimum of equal steps that asks for no memory, or nil where it does not fit 64 bits.
  static func outline(of problem: Problem) -> Int? {
    guard let forward = problem.chain.forwardCost.common, let backward = problem.chain.backwardCost.common else {
      return nil
    }
    return try? PriceEngine.outline(
      length: problem.chain.length, forwardCost: forward, backwardCost: backward, levels: problem.usableLevels)
  }

  /// Returns the levels fastest first when neither write nor read costs fall along that order, else nil.
  static func hierarchicalOrder(_ levels: [IndexedLevel]) -> [IndexedLevel]? {
    let sorted = levels.byWriteCost
    let isHierarchical = zip(sorted, sorted.dropFirst()).allSatisfy { $0.level.readCost <= $1.level.readCost }
    return isHierarchical ? sorted : nil
  }

  /// Returns the optimum of the level recurrence: by prices, whose work does not grow with the length, or, where the
  /// windows hold too much, by the table, while it is small enough. Beyond both the best schedule found is returned.
  private static func hierarchical(
    _ problem: Problem, _ planner: Planner, _ chain: UniformChain, _ levels: [IndexedLevel]
  ) throws(PlanningError) -> Schedule {
    let (index, fastest) = levels[0]
    if fastest.isFree && (levels.count == 1 || fastest.isUnlimited(forLength: chain.length)) {
      // Nothing is better than a free slot, so no other level can help one that has enough of them.
      let slots = fastest.slots ?? chain.length
      let makespan = try BinomialPlan.makespan(
        length: chain.length, slots: slots, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost)
      let plan = BinomialPlan(level: index, slots: slots, length: chain.length)
      return Schedule(problem: problem, planner: planner, makespan: makespan, plan: plan)
    }
    let priced = Result { () throws(PlanningError) in try chain.byPrices(levels) }
    if case .failure(let error) = priced, case .notEnoughMemory = error { throw error }
    let isExact = (try? priced.get())?.isExact
    // The prices of costs near 2^63 may not fit 64 bits where the optimum of a short chain does.
    if isExact != true, chain.length <= (isExact == nil ? maximumDearLength : maximumTableLength),
      let schedule = try PlanningError.orNil({ () throws(PlanningError) in
        try ExactMethod.levelTable.schedule(for: problem, planner, candidateLimit: maximumCandidates)
      })
    {
      return schedule
    }
    return try withPeriods(priced.get(), problem, chain, levels).schedule(of: problem, planner)
  }

  /// The most splits that a row of that table may compare: ten seconds' work.
  private static let maximumCandidates = 20_000_000_000

  /// The longest chain for which the table is tried after the prices: up to a minute's work.
  private static let maximumTableLength = 1_000_000
  /// The longest for which it is tried when the prices do not fit 64 bits: less than a second's work.
  private static let maximumDearLength = 10_000
}
