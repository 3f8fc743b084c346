/// All planners on one problem, judged by one model.
public struct Comparison: Sendable {
  /// What the makespans are compared with.
  public enum Reference: Hashable, Sendable {
    /// The least makespan that any schedule can have, proven, in the problem's units.
    case optimum(Int)
    /// A makespan below which no schedule can be, where the least is not known, in the problem's units.
    case lowerBound(Int)

    public var makespan: Int {
      switch self {
      case .optimum(let makespan), .lowerBound(let makespan): return makespan
      }
    }
  }

  /// A planner that gives no schedule of the problem, and why.
  public struct Exclusion: Hashable, Sendable {
    public let planner: Planner
    public let reason: PlanningError
  }

  public let problem: Problem
  /// The makespan with every state kept for free, in the problem's units.
  public let storeAll: Int
  public let reference: Reference
  /// The planners that apply, by makespan; equal ones in the order of ``Planner``.
  public let rows: [ScheduleFigures]
  /// The planners that do not, in the order of ``Planner``.
  public let notApplicable: [Exclusion]

  /// Plans the problem with every planner.
  ///
  /// Of a chain with tapes those that take tapes, of any other the others.
  ///
  /// - Throws: ``PlanningError`` when no planner has a schedule: what ``HRevolve``, which takes all platforms, or
  ///   ``Rotor`` says.
  /// - Complexity: that of all planners together, each with a sixteenth of the work that it may do by itself; the bound on
  ///   the optimum is computed once.
  public init(_ problem: Problem, observer: PlanningObserver? = nil) throws(PlanningError) {
    try self.init(problem, parts: Self.parts, observer: observer)
  }

  /// A planner may do one part in so many of what it may do by itself: some seconds' work.
  private static let parts = 16

  init(_ problem: Problem, parts: Int, observer: PlanningObserver?) throws(PlanningError) {
    self.problem = problem
    storeAll = try problem.storeAllMakespan()
    let hasTapes = problem.chain.tapes != nil
    let best = Planner.best(for: problem)
    let optimum = Self.schedule(problem, best, bound: nil, parts, observer)
    // Without any plan, what the steps alone cost is still a bound.
    var reference = Reference.lowerBound(storeAll)
    if case .success(let schedule) = optimum {
      let bound = max(schedule.lowerBound ?? 0, storeAll)
      reference = schedule.isOptimal ? .optimum(schedule.makespan) : .lowerBound(bound)
    }
    var rows: [ScheduleFigures] = []
    var notApplicable: [Exclusion] = []
    for planner in Planner.allCases where planner.takesTapes == hasTapes {
      do throws(PlanningError) {
        let schedule =
          planner == best ? optimum : Self.schedule(problem, planner, bound: reference.makespan, parts, observer)
        rows.append(try ScheduleFigures(schedule.get(), observer: Self.named(planner, observer)))
      } catch {
        notApplicable.append(Exclusion(planner: planner, reason: error))
      }
    }
    if rows.isEmpty { _ = try optimum.get() }
    self.reference = reference
    // The sort of the standard library keeps equal rows in their order.
    self.rows = rows.sorted { $0.makespan < $1.makespan }
    self.notApplicable = notApplicable
  }

  /// Returns a planner's schedule within its part of the work.
  private static func schedule(
    _ problem: Problem, _ planner: Planner, bound: Int?, _ parts: Int, _ observer: PlanningObserver?
  ) -> Result<Schedule, PlanningError> {
    PlanningEffort.$divisor.withValue(parts) {
      Result { () throws(PlanningError) in
        try planner.plan(problem, options: PlannerOptions(lowerBound: bound, observer: Self.named(planner, observer)))
      }
    }
  }

  /// Returns an observer that says whose progress it is.
  private static func named(_ planner: Planner, _ observer: PlanningObserver?) -> PlanningObserver? {
    guard let observer else { return nil }
    return { step in
      let what = "\(step.what) (\(planner.rawValue))"
      observer(PlanningProgress(what: what, done: step.done, total: step.total))
    }
  }
}
