/// Schedules in which no step runs forward more than a given number of times.
///
/// A schedule planned without the limit may keep it anyway. Otherwise, on slots, a table with one more dimension gives the
/// best schedule of its kind: ``LimitedRunTable`` or ``LimitedIntervalTable``. If there is none, or it would be too large,
/// a surcharge is put on every run, and about the least whose best schedule keeps the limit is used: of all schedules with
/// at most as many runs in total, that one costs least. Short chains are searched, machine state by machine state, for one that
/// costs less.
struct LimitedRuns {
  typealias Found = (makespan: Int, plan: any SchedulePlan, resolution: [Int?]?)

  let problem: Problem
  let planner: Planner
  let limit: Int
  /// Plans a problem without the limit.
  let plan: (Problem) throws(PlanningError) -> Schedule

  /// - Throws: ``PlanningError/tooFewRuns(planner:limit:needed:isLeast:)`` if no schedule is known that keeps the limit.
  func schedule() throws(PlanningError) -> Schedule {
    let free = try plan(problem)
    let runs = try free.statistics().maxStepRuns
    if runs <= limit { return free }
    guard isSearched else { throw .tooFewRuns(planner: planner, limit: limit, needed: runs, isLeast: false) }
    if let needed = leastRuns, needed > limit {
      throw .tooFewRuns(planner: planner, limit: limit, needed: needed, isLeast: true)
    }
    var least = runs
    // Some schedule keeps the limit; a table that has none leaves out what costs more than 64 bits hold.
    var hasTable = false
    var best = try PlanningError.orNil { () throws(PlanningError) in
      let found = try tabulated()
      hasTable = leastRuns != nil
      return found
    }
    let isLeast = best != nil && problem.usableLevels.count == 1
    if !isLeast {
      for strategy in strategies {
        let schedule = try PlanningError.orNil { () throws(PlanningError) in
          try strategy.schedule(for: problem, options: PlannerOptions(lowerBound: 0))
        }
        guard let schedule, let found = try kept(schedule, 0, &least) else { continue }
        if found.makespan < best?.makespan ?? .max { best = found }
      }
      if let found = try surcharged(&least), found.makespan < best?.makespan ?? .max { best = found }
    }
    if !isLeast, let searched = try searched(below: best, free, least) { return searched }
    guard let best else {
      if hasTable { throw .overflow(quantity: .makespan) }
      throw .tooFewRuns(planner: planner, limit: limit, needed: least, isLeast: false)
    }
    return schedule(best, free, isLeast: isLeast, bound: isLeast ? nil : try boundOfOneLevel())
  }

  /// Returns what is found as a schedule.
  ///
  /// - Parameter bound: A lower bound on the schedules with the limit, if there is one beside that on all.
  private func schedule(_ found: Found, _ free: Schedule, isLeast: Bool, bound: Int?) -> Schedule {
    let isLeast = isLeast || bound ?? 0 >= found.makespan
    let excess =
      bound ?? 0 > free.lowerBoundUnits ?? 0 ? bound.flatMap { Schedule.millionths(of: found.makespan, over: $0) } : nil
    return Schedule(
      problem: problem, planner: planner, makespan: found.makespan, lowerBound: free.lowerBoundUnits,
      caveat: .limitedRuns(limit, isLeast: isLeast, excess: isLeast ? nil : excess), resolution: found.resolution,
      plan: found.plan)
  }

  /// Returns the result of the search over machine states that counts runs; nil if the chain is too long for it and nothing is
  /// known.
  ///
  /// - Throws: ``PlanningError/tooFewRuns(planner:limit:needed:isLeast:)`` if no schedule keeps the limit,
  ///   ``PlanningError/overflow(quantity:)`` if those that may keep it cost more than 64 bits hold.
  private func searched(below best: Found?, _ free: Schedule, _ least: Int) throws(PlanningError) -> Schedule? {
    guard let search = BestFirstSearch(problem, maxRuns: limit) else { return nil }
    switch search.search(below: best?.makespan ?? .max) {
    case .found(let makespan, let operations):
      let resolution = problem.exactResolution
      return schedule(
        (makespan, ListedPlan(problem: problem, listed: operations), resolution), free, isLeast: true, bound: nil)
    case .nothingBelow(let isCut):
      if let best { return schedule(best, free, isLeast: true, bound: nil) }
      // Without a limit on the makespan, only costs beyond 64 bits are left out.
      if isCut { throw .overflow(quantity: .makespan) }
      // Some schedule keeps every limit from the least known on.
      for needed in limit + 1..<max(least, limit + 1) {
        switch BestFirstSearch(problem, maxRuns: needed)?.search(below: .max) {
        case .nothingBelow: continue
        case .found: throw .tooFewRuns(planner: planner, limit: limit, needed: needed, isLeast: true)
        case .undecided, nil: throw .tooFewRuns(planner: planner, limit: limit, needed: least, isLeast: false)
        }
      }
      throw .tooFewRuns(planner: planner, limit: limit, needed: max(least, limit + 1), isLeast: true)
    case .undecided(let bound):
      guard let best else { return nil }
      let known = try boundOfOneLevel()
      return schedule(best, free, isLeast: false, bound: max(bound, known ?? 0))
    }
  }

  /// True for the planners that look for other schedules.
  private var isSearched: Bool {
    switch planner {
    case .revolve, .diskRevolve, .hrevolve, .rotor: return true
    default: return false
    }
  }

  /// The least number of runs for which there is a schedule on slots: Revolve's repetition number with the slots of all levels.
  private var leastRuns: Int? {
    let length = problem.chain.length
    if problem.chain.tapes != nil || problem.countsBytes || length == 0 { return nil }
    let slots = problem.usableLevels.reduce(0) { min($0 + min($1.level.slots ?? length, length), length) }
    return slots == 0 ? nil : BinomialPlan.state(length: length, slots: slots).repetitions
  }

  /// Returns the schedule of a table with the limit; nil if the problem has none whose makespan fits 64 bits.
  private func tabulated() throws(PlanningError) -> Found? {
    if problem.chain.tapes != nil || problem.countsBytes || problem.chain.length == 0 { return nil }
    let levels = problem.usableLevels
    var best: (cost: UInt, plan: any SchedulePlan)?
    for order in levels.ordersByCost {
      if problem.chain.forwardCost.common != nil {
        let chain = try UniformChain(problem.withFreeBackwardSteps(), planner: planner)
        let table = try LimitedRunTable(chain, maxRuns: limit, levels: order)
        if table.optimum < best?.cost ?? SaturatingCost.unreachable { best = (table.optimum, table) }
      } else {
        let costs = (0..<problem.chain.length).map { problem.chain.forwardCost[$0] }
        let table = try LimitedIntervalTable(costs, maxRuns: limit, levels: order)
        if table.optimum < best?.cost ?? SaturatingCost.unreachable { best = (table.optimum, table) }
      }
    }
    guard let best, let makespan = try? (Int128(best.cost) + problem.backwardTotal).asMakespan() else { return nil }
    return (makespan, best.plan, nil)
  }

  /// Strategies that run no step often.
  private var strategies: [Planner] {
    problem.chain.tapes == nil
      ? [.multistage, .periodic, .storeAll] : [.checkpointSequential, .fullRecomputation, .storeAll]
  }

  /// Returns a schedule of a problem whose steps cost `surcharge` more as one of this problem, if it keeps the limit.
  private func kept(_ schedule: Schedule, _ surcharge: Int, _ least: inout Int) throws(PlanningError) -> Found? {
    let statistics = try schedule.statistics()
    least = min(least, statistics.maxStepRuns)
    if statistics.maxStepRuns > limit { return nil }
    let makespan = Int128(schedule.makespanUnits) - Int128(surcharge) * Int128(statistics.forwardSteps)
    return (try makespan.asMakespan(), schedule.plan, schedule.resolution)
  }

  /// Returns the schedule of the least surcharge on every run that keeps the limit.
  private func surcharged(_ least: inout Int) throws(PlanningError) -> Found? {
    let length = Int128(max(1, problem.chain.length))
    let mean = max(1, Int(clamping: problem.forwardTotal / length))
    var (low, high) = (0, max(1, mean / 8))
    var best: Found?
    // A dozen plans, which together take about as long as two.
    let effort = PlanningEffort.current(inParts: 8)
    defer { if effort.wasLimited { PlanningEffort.meet() } }
    func attempt(_ surcharge: Int) throws(PlanningError) -> Bool {
      guard let dearer = problem.addingForwardCost(surcharge) else { return false }
      let found = try PlanningError.orNil { () throws(PlanningError) -> Found? in
        try kept(try effort.limiting { () throws(PlanningError) in try plan(dearer) }, surcharge, &least)
      }
      guard let found else { return false }
      if found.makespan < best?.makespan ?? .max { best = found }
      return true
    }
    var doublings = 0
    while try !attempt(high) {
      doublings += 1
      let (next, overflow) = high.multipliedReportingOverflow(by: 4)
      if overflow || doublings > Self.mostDoublings { return best }
      (low, high) = (high, next)
    }
    for _ in 0..<Self.halvings where high - low > 1 {
      let middle = low + (high - low) / 2
      if try attempt(middle) { high = middle } else { low = middle }
    }
    return best
  }

  /// The most times that the surcharge is made four times as large.
  private static let mostDoublings = 16
  private static let halvings = 6
}

extension Problem {
  /// Returns the problem in which every forward run costs `surcharge` more; nil if that does not fit 64 bits.
  fileprivate func addingForwardCost(_ surcharge: Int) -> Problem? {
    let cost: StepCost
    switch chain.forwardCost {
    case .uniform(let forward):
      let (sum, overflow) = forward.addingReportingOverflow(surcharge)
      if overflow { return nil }
      cost = .uniform(sum)
    case .each(let costs):
      guard let most = costs.max(), !most.addingReportingOverflow(surcharge).overflow else { return nil }
      cost = .each(costs.map { $0 + surcharge })
    }
    return with(forwardCosts: cost)
  }
}
