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
  public let rows: [ScheduleSummary]
  /// The planners that do not, in the order of ``Planner``.
  public let notApplicable: [Exclusion]

  /// Plans the problem with every planner.
  ///
  /// Of a chain with tapes those that take tapes, of any other the others.
  ///
  /// - Throws: ``PlanningError`` when no planner has a schedule: what ``Planner/hrevolve``, which takes all platforms, or
  ///   ``Planner/rotor`` says.
  /// - Complexity: that of one planner alone, about: of the work that a planner may do by itself, each has the part that
  ///   makes all of them together no more. The bound on the optimum is computed once. Each has the whole memory, since one
  ///   plans after another.
  public init(_ problem: Problem, observer: PlanningObserver? = nil) throws(PlanningError) {
    self.problem = problem
    storeAll = try problem.storeAllMakespan()
    let hasTapes = problem.chain.tapes != nil
    let planners = Planner.ofChains.filter { $0.takesTapes == hasTapes }
    let figures = { (planner: Planner, bound: Int?) in
      Result { () throws(PlanningError) in
        let observer = Self.named(planner, observer)
        return try ScheduleSummary(among: planners.count, observer: observer) { () throws(PlanningError) in
          try planner.schedule(for: problem, options: PlannerOptions(lowerBound: bound, observer: observer))
        }
      }
    }
    let best = Planner.best(for: problem)
    let optimum = figures(best, nil)
    // Without any plan, what the steps alone cost is still a bound.
    var reference = Reference.lowerBound(storeAll)
    if case .success(let figures) = optimum {
      let bound = max(figures.lowerBound ?? 0, storeAll)
      reference = figures.isOptimal ? .optimum(figures.makespan) : .lowerBound(bound)
    }
    var rows: [ScheduleSummary] = []
    var notApplicable: [Exclusion] = []
    for planner in planners {
      do throws(PlanningError) {
        rows.append(try (planner == best ? optimum : figures(planner, reference.makespan)).get())
      } catch {
        notApplicable.append(Exclusion(planner: planner, reason: error))
      }
    }
    try PlanningError.checkCancellation()
    if rows.isEmpty { _ = try optimum.get() }
    self.reference = reference
    // The sort of the standard library keeps equal rows in their order.
    self.rows = rows.sorted { $0.makespan < $1.makespan }
    self.notApplicable = notApplicable
  }

  /// Returns an observer that says whose progress it is.
  private static func named(_ planner: Planner, _ observer: PlanningObserver?) -> PlanningObserver? {
    guard let observer else { return nil }
    return { step in
      var step = step
      step.what += " (\(planner.rawValue))"
      observer(step)
    }
  }
}
