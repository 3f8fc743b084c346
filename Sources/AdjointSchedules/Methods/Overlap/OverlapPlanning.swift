/// The best schedule found for a chain of equal steps on levels of which some are overlapped, with a proven bound.
///
/// Three kinds of schedules are compared: the best without the overlapped levels (``ExactPlanning``); those of
/// ``OverlapShape``, at any length; and, for chains of moderate length, the best for transfers that block, its transfers
/// overlapped (``OverlapTranslation``). Each is timed exactly.
///
/// - Complexity: independent of the length but for the translation, which ends at some million operations.
enum OverlapPlanning {
  /// The longest chain that is searched for the optimum, and the moments to settle: less than a second of work.
  private static let longestSearched = 6
  private static let searchEffort = 30_000

  /// - Parameter maxRuns: The most times that any step may run forward; nil for no limit.
  /// - Throws: ``PlanningError`` when there is no schedule, or when a total does not fit 64 bits.
  static func best(
    for problem: Problem, planner: Planner, maxRuns: Int? = nil
  ) throws(PlanningError) -> Schedule {
    try problem.requireStates(planner)
    if let counted = problem.countedInSlots {
      let schedule = try best(for: counted, planner: planner, maxRuns: maxRuns)
      return Schedule(
        problem: problem, planner: planner, makespan: schedule.makespanUnits, lowerBound: schedule.lowerBoundUnits,
        caveat: schedule.caveat, plan: schedule.plan)
    }
    let steps = problem.chain
    if problem.countsBytes || steps.forwardCost.common == nil || steps.backwardCost.common == nil {
      return try unequal(problem, planner: planner, maxRuns: maxRuns)
    }
    let chain = try UniformChain(problem, planner: planner)
    let machine = OverlapMachine(chain, levels: problem.levels)
    var lowerBound = machine.lowerBound
    if machine.slower.contains(where: { $0.isOverlapped && $0.slots < machine.length }) {
      // The bound takes every slower level as unlimited.
      let part = PlanningEffort(among: PlanningEffort.mostParts)
      let mixed = try part.limiting { () throws(PlanningError) in try fineMixedBound(problem) }
      lowerBound = max(lowerBound, mixed ?? 0)
    }
    let proven = lowerBound
    var best = try PlanningError.orNil { () throws(PlanningError) in
      try withoutOverlap(problem, planner, proven, maxRuns)
    }
    var search = OverlapSearch(machine, maxRuns: maxRuns)
    if machine.forwardCost > 0 && best?.makespanUnits != lowerBound { try search.run() }
    if let found = search.best, found.makespan < Int128(best?.makespanUnits ?? .max) {
      best = Schedule(
        problem: problem, planner: planner, makespan: try found.makespan.asMakespan(), lowerBound: lowerBound,
        caveat: caveat(maxRuns), plan: found)
    }
    var isBlockingTimed = false
    if best?.makespanUnits != lowerBound {
      let staged = try staged(problem, machine, maxRuns: maxRuns)
      isBlockingTimed = staged.isBlockingTimed
      if let found = staged.best, found.makespan < best?.makespanUnits ?? .max {
        best = Schedule(
          problem: problem, planner: planner, makespan: found.makespan, lowerBound: lowerBound,
          caveat: caveat(maxRuns), plan: found.plan)
      }
    }
    if best?.makespanUnits != lowerBound {
      let blocking = try translated(
        problem, .hrevolve, limit: mostTranslatedOfEqual, known: best?.makespanUnits, maxRuns: maxRuns)
      if let found = blocking.best, found.makespan < best?.makespanUnits ?? .max {
        best = Schedule(
          problem: problem, planner: planner, makespan: found.makespan, lowerBound: lowerBound,
          caveat: caveat(maxRuns), plan: found.plan)
      }
      if blocking.known != .timed && !isBlockingTimed { best = best?.with(caveat: caveat(maxRuns, blocking.known)) }
    }
    if machine.length <= longestSearched, let known = best, known.makespanUnits != lowerBound,
      var search = TimelineSearch(problem)
    {
      switch search.search(effort: searchEffort) {
      case .found(let makespan, let operations) where makespan < known.makespanUnits:
        let found = Schedule(
          problem: problem, planner: planner, makespan: makespan, plan: ListedPlan(problem: problem, listed: operations)
        )
        if try found.statistics().maxStepRuns <= maxRuns ?? .max { return found }
        return known.proven(from: makespan)
      case .found(let makespan, _) where makespan == known.makespanUnits: return known.proven(from: makespan)
      case .undecided(let bound) where bound <= known.makespanUnits: return known.proven(from: bound)
      default: break
      }
    }
    if let best { return best }
    // This says why there is none.
    return try withoutOverlap(problem, planner, proven, maxRuns)
  }

  /// Why the best schedule found may not be the best of all.
  static func caveat(_ maxRuns: Int?, _ blocking: BlockingSchedule = .timed) -> Caveat {
    maxRuns.map { .limitedRuns($0, isLeast: false, excess: nil) } ?? .overlapped(blocking: blocking)
  }

  /// Returns the best schedule without the overlapped levels.
  static func withoutOverlap(
    _ problem: Problem, _ planner: Planner, _ lowerBound: Int?, _ maxRuns: Int?
  ) throws(PlanningError) -> Schedule {
    var rest = problem
    for index in problem.levels.indices where problem.levels[index].isOverlapped {
      rest = rest.with(problem.levels[index].overlapped(false).counting(slots: 0), atLevel: index)
    }
    var options = PlannerOptions()
    options.maxRuns = maxRuns
    let schedule = try engine(planner).schedule(for: rest, options: options)
    return Schedule(
      problem: problem, planner: planner, makespan: schedule.makespanUnits, lowerBound: lowerBound,
      caveat: caveat(maxRuns), plan: schedule.plan)
  }
}

extension Problem {
  /// The same problem in slots, if its levels are in bytes and all states have one size; otherwise nil.
  var countedInSlots: Problem? {
    guard countsBytes, chain.commonSize != nil, chain.tapes == nil, chain.forwardTemporary == nil,
      chain.backwardTemporary == nil, levels.allSatisfy({ $0.sharesCapacityWith == nil })
    else { return nil }
    return try? Problem(
      chain: Chain(length: chain.length, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost),
      levels: levels.map {
        Level(
          name: $0.name, slots: $0.slots, writeCost: $0.writeCost, readCost: $0.readCost, isOverlapped: $0.isOverlapped)
      }, fractionDigits: fractionDigits)
  }
}
