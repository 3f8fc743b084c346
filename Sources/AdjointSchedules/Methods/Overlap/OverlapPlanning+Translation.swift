/// Overlapped schedules from schedules whose transfers block: the only ones for unequal steps, bytes and tapes.
extension OverlapPlanning {
  /// The most operations of a schedule that is timed: a few seconds of work.
  static let mostTranslated = 4_000_000
  /// The most operations for equal steps, where there are other schedules too.
  static let mostTranslatedOfEqual = 200_000
  /// How many states are left room for on level 0 beside those of the blocking schedule.
  private static let mostStaged = 2

  /// Returns the best schedule found by translation; nil if there is none.
  static func translated(
    _ problem: Problem, _ planner: Planner, limit: Int = mostTranslated
  ) throws(PlanningError) -> (makespan: Int, plan: OverlapTranslation)? {
    var best: (makespan: Int, plan: OverlapTranslation)?
    for staged in 0...mostStaged {
      guard let blocking = problem.withBlockingTransfers(without: staged) else { continue }
      let schedule = try PlanningError.orNil { () throws(PlanningError) in
        try engine(planner).schedule(for: blocking, options: PlannerOptions())
      }
      guard let schedule else { continue }
      let plan = OverlapTranslation(problem: problem, base: schedule.plan)
      if let makespan = try plan.makespan(limit: limit), makespan < best?.makespan ?? .max {
        best = (makespan, plan)
      }
    }
    return best
  }

  /// Returns the best schedule found of a chain whose steps or states differ, or that keeps tapes.
  static func unequal(_ problem: Problem, planner: Planner) throws(PlanningError) -> Schedule {
    if problem.junction != nil { throw .unsuited(planner: planner, .oneChain) }
    let current = PlanningEffort.current
    // Some seven plans share the work of one.
    let part = PlanningEffort(
      parts: min(current.parts * 8, PlanningEffort.mostParts), doublings: current.doublings,
      mayContinue: current.mayContinue)
    return try part.limiting { () throws(PlanningError) in try unequalWithinLimits(problem, planner) }
  }

  private static func unequalWithinLimits(_ problem: Problem, _ planner: Planner) throws(PlanningError) -> Schedule {
    let bound = try mixedBound(problem, planner)
    var best = try translated(problem, planner).map { ($0.makespan, $0.plan as any SchedulePlan) }
    let alone = Result { () throws(PlanningError) in try withoutOverlap(problem, planner, bound) }
    if let alone = try? alone.get(), alone.makespanUnits <= best?.0 ?? .max { best = (alone.makespanUnits, alone.plan) }
    guard let best else {
      _ = try alone.get()
      throw .overflow(quantity: .makespan)
    }
    return Schedule(
      problem: problem, planner: planner, makespan: best.0, lowerBound: bound, caveat: .overlapped, plan: best.1)
  }

  /// The planner of the blocking schedules.
  static func engine(_ planner: Planner) -> Planner { planner == .rotor ? .rotor : .hrevolve }

  /// The shares of the channels that are tried, of ``mixParts``.
  private static let shares = [0, 1, 4]
  private static let mixParts = 16

  /// Returns the best bound by blocking schedules that pay a share of the transfers and the rest of the computing.
  static func mixedBound(_ problem: Problem, _ planner: Planner) throws(PlanningError) -> Int? {
    var bound: Int?
    for share in shares {
      guard let mixed = problem.mixed(share: share, of: mixParts) else { continue }
      let least = try PlanningError.orNil { () throws(PlanningError) in
        try engine(planner).schedule(for: mixed, options: PlannerOptions()).lowerBoundUnits
      }
      guard let least = least ?? nil else { continue }
      bound = max(bound ?? 0, (least - 1) / mixParts + 1)
    }
    return bound
  }
}
