/// The best schedule of a chain on a platform, by the most suitable exact method.
///
/// All planners that promise the optimum use it; they differ in the platforms they accept.
enum ExactPlanning {
  /// Returns the best schedule found.
  ///
  /// On a *hierarchical* platform (in some order of the levels, neither write nor read costs decrease) the level
  /// recurrence is optimal; on others the vector recurrence is, if its table fits. Otherwise the best schedule found is
  /// returned with a lower bound and a caveat. Unequal forward steps need the recurrences over intervals; unequal
  /// backward steps change only the makespan. States of different sizes on levels in bytes need the recurrence over
  /// sizes, which gives the best persistent schedule.
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

  /// Returns the optimum, or a lower bound on it; nil if a limit is hit.
  static func optimum(of problem: Problem) throws(PlanningError) -> Int? {
    try PlanningError.orNil { () throws(PlanningError) in
      try best(for: problem, planner: .hrevolve).lowerBoundUnits
    }
  }

  /// Returns a lower bound for equal steps that needs no memory, or nil if it does not fit 64 bits.
  static func outline(of problem: Problem) -> Int? {
    guard let forward = problem.chain.forwardCost.common, let backward = problem.chain.backwardCost.common else {
      return nil
    }
    return try? PriceEngine.outline(
      length: problem.chain.length, forwardCost: forward, backwardCost: backward, levels: problem.usableLevels)
  }

  /// Returns the levels, fastest first, if neither write nor read costs decrease in that order; otherwise nil.
  static func hierarchicalOrder(_ levels: [IndexedLevel]) -> [IndexedLevel]? {
    let sorted = levels.byWriteCost
    let isHierarchical = zip(sorted, sorted.dropFirst()).allSatisfy { $0.level.readCost <= $1.level.readCost }
    return isHierarchical ? sorted : nil
  }

  /// Returns the optimum of the level recurrence: by prices, whose work does not grow with the length, or, if the
  /// windows get too large, by the table if it is small enough. Otherwise returns the best schedule found.
  private static func hierarchical(
    _ problem: Problem, _ planner: Planner, _ chain: UniformChain, _ levels: [IndexedLevel]
  ) throws(PlanningError) -> Schedule {
    let (index, fastest) = levels[0]
    if fastest.isFree && (levels.count == 1 || fastest.isUnlimited(forLength: chain.length)) {
      // Nothing beats a free slot, so no other level can help one with enough of them.
      let slots = fastest.slots ?? chain.length
      let makespan = try BinomialPlan.makespan(
        length: chain.length, slots: slots, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost)
      let plan = BinomialPlan(level: index, slots: slots, length: chain.length)
      return Schedule(problem: problem, planner: planner, makespan: makespan, plan: plan)
    }
    let priced = Result { () throws(PlanningError) in try chain.byPrices(levels) }
    if case .failure(let error) = priced, case .notEnoughMemory = error { throw error }
    let isExact = (try? priced.get())?.isExact
    // With costs near 2^63, prices may not fit 64 bits although the optimum of a short chain does.
    if isExact != true, chain.length <= (isExact == nil ? maximumDearLength : maximumTableLength),
      let schedule = try PlanningError.orNil({ () throws(PlanningError) in
        try ExactMethod.levelTable.schedule(for: problem, planner, candidateLimit: maximumCandidates)
      })
    {
      return schedule
    }
    return try withPeriods(priced.get(), problem, chain, levels).schedule(of: problem, planner)
  }

  /// The most splits that a row of that table may compare: ten seconds of work.
  private static let maximumCandidates = 20_000_000_000

  /// The longest chain for which the table is tried after prices: up to a minute of work.
  private static let maximumTableLength = 1_000_000
  /// The longest chain for which it is tried if prices do not fit 64 bits: less than a second of work.
  private static let maximumDearLength = 10_000
}
