/// Overlapped schedules from schedules whose transfers block: the only ones for unequal steps, bytes and tapes.
extension OverlapPlanning {
  /// The most operations of a schedule that is timed: a few seconds of work.
  static let mostTranslated = 4_000_000
  /// The most operations for equal steps, where there are other schedules too.
  static let mostTranslatedOfEqual = 200_000
  /// The most where the schedule for transfers that block takes less than all others: some ten seconds of work.
  static let mostTranslatedOfBetter = 1 << 26
  /// How many states are left room for on level 0 beside those of the blocking schedule.
  private static let mostStaged = 2

  /// Returns the best schedule found by translation, nil if there is none, what is known of those too long to time,
  /// and whether level 0 had no room for what travels in some.
  ///
  /// - Parameters:
  ///   - limit: The most operations to time of each.
  ///   - known: The makespan of another schedule; where transfers that block take less,
  ///     ``mostTranslatedOfBetter`` operations are timed.
  ///   - maxRuns: The most times that any step may run forward.
  static func translated(
    _ problem: Problem, _ planner: Planner, limit: Int = mostTranslated, known: Int? = nil, maxRuns: Int?
  ) throws(PlanningError) -> (
    best: (makespan: Int, plan: OverlapTranslation)?, known: BlockingSchedule, lacksRoom: Bool
  ) {
    var best: (makespan: Int, plan: OverlapTranslation)?
    var lacksRoom = false
    // The least that a schedule too long to time takes as it is.
    var untimed: Int?
    for staged in 0...mostStaged {
      guard let blocking = problem.withBlockingTransfers(without: staged) else { continue }
      let schedule = try PlanningError.orNil { () throws(PlanningError) in
        var options = PlannerOptions()
        options.maxRuns = maxRuns
        return try engine(planner).schedule(for: blocking, options: options)
      }
      guard let schedule else { continue }
      let plan = OverlapTranslation(problem: problem, base: schedule.plan)
      // Beside the steps the transfers take no longer.
      let isWorthMore = known.map { schedule.makespanUnits < $0 } ?? false
      let most = isWorthMore ? max(limit, PlanningEffort.share(of: mostTranslatedOfBetter)) : limit
      switch try plan.timed(limit: most) {
      case .makespan(let makespan): if makespan < best?.makespan ?? .max { best = (makespan, plan) }
      case .tooLong:
        untimed = min(untimed ?? .max, schedule.makespanUnits)
        if isWorthMore { PlanningEffort.meet() }
      case .doesNotFit: lacksRoom = true
      }
    }
    let state: BlockingSchedule =
      untimed.map { $0 < min(known ?? .max, best?.makespan ?? .max) ? .tooLongButBetter : .tooLong } ?? .timed
    return (best, state, lacksRoom)
  }

  /// Returns the best schedule found of a chain whose steps or states differ, or that keeps tapes.
  static func unequal(
    _ problem: Problem, planner: Planner, maxRuns: Int? = nil
  ) throws(PlanningError) -> Schedule {
    if problem.junction != nil { throw .unsuited(planner: planner, .oneChain) }
    let current = PlanningEffort.current
    // Some seven plans share the work of one.
    let part = PlanningEffort(
      parts: min(current.parts * 8, PlanningEffort.mostParts), doublings: current.doublings,
      mayContinue: current.mayContinue)
    return try part.limiting { () throws(PlanningError) in try unequalWithinLimits(problem, planner, maxRuns) }
  }

  private static func unequalWithinLimits(
    _ problem: Problem, _ planner: Planner, _ maxRuns: Int?
  ) throws(PlanningError) -> Schedule {
    let bound = try mixedBound(problem, planner)
    let blocking = try translated(problem, planner, maxRuns: maxRuns)
    var best = blocking.best.map { ($0.makespan, $0.plan as any SchedulePlan) }
    let alone = Result { () throws(PlanningError) in try withoutOverlap(problem, planner, bound, maxRuns) }
    if let alone = try? alone.get(), alone.makespanUnits <= best?.0 ?? .max { best = (alone.makespanUnits, alone.plan) }
    guard let best else {
      // With the overlapped levels there may be a schedule all the same.
      if case .failure(.tooLittleForTapes) = alone, blocking.lacksRoom { throw .noRoomForTransfers(planner: planner) }
      _ = try alone.get()
      throw .overflow(quantity: .makespan)
    }
    return Schedule(
      problem: problem, planner: planner, makespan: best.0, lowerBound: bound,
      caveat: caveat(maxRuns, blocking.known), plan: best.1)
  }

  /// The planner of the blocking schedules.
  static func engine(_ planner: Planner) -> Planner { planner == .rotor ? .rotor : .hrevolve }

  /// The shares of the channels that are tried, of ``mixParts``.
  private static let shares = [0, 1, 4]
  private static let mixParts = 16
  /// The parts in which a share is looked for where each costs little.
  private static let fineParts = 256

  /// Returns the best bound by blocking schedules that pay a share of the transfers and the rest of the computing.
  static func mixedBound(_ problem: Problem, _ planner: Planner) throws(PlanningError) -> Int? {
    var bound: Int?
    for share in shares {
      guard let least = try mixedBound(problem, planner, share: share, of: mixParts) else { continue }
      bound = max(bound ?? 0, least)
    }
    return bound
  }

  /// Returns the same for equal steps, with the share looked for: the bound is concave in it, so the best of the shares is
  /// moved by halved distances.
  ///
  /// - Complexity: some twelve blocking schedules are planned.
  static func fineMixedBound(_ problem: Problem) throws(PlanningError) -> Int? {
    var (best, bound) = (0, Int?.none)
    func consider(_ share: Int) throws(PlanningError) {
      guard share >= 0, share < fineParts else { return }
      let least = try mixedBound(problem, .hrevolve, share: share, of: fineParts)
      if let least, least > bound ?? -1 { (best, bound) = (share, least) }
    }
    for share in shares { try consider(share * fineParts / mixParts) }
    var distance = fineParts / 8
    while distance > 0 {
      let middle = best
      try consider(middle - distance)
      try consider(middle + distance)
      distance /= 2
    }
    // In the coarse parts fewer costs are too large.
    if let bound { return bound }
    return try mixedBound(problem, .hrevolve)
  }

  private static func mixedBound(
    _ problem: Problem, _ planner: Planner, share: Int, of parts: Int
  ) throws(PlanningError) -> Int? {
    guard let mixed = problem.mixed(share: share, of: parts) else { return nil }
    let least = try PlanningError.orNil { () throws(PlanningError) in
      try engine(planner).schedule(for: mixed, options: PlannerOptions()).lowerBoundUnits
    }
    guard let least = least ?? nil else { return nil }
    return least / parts + (least % parts > 0 ? 1 : 0)
  }
}
