/// All planners on one problem, compared by the same model.
public struct Comparison: Sendable {
  /// The reference of the makespans.
  public enum Reference: Hashable, Sendable {
    /// The proven least makespan, in the problem's units.
    case optimum(Int)
    /// A lower bound on the makespan, if the least is not known, in the problem's units.
    case lowerBound(Int)

    /// The number, in the problem's units.
    public var makespan: Int {
      switch self {
      case .optimum(let makespan), .lowerBound(let makespan): return makespan
      }
    }
  }

  /// A planner without a schedule for the problem, and why.
  public struct Exclusion: Hashable, Sendable {
    /// The planner.
    public let planner: Planner
    /// Why it has none, with the remedy in its description.
    public let reason: PlanningError
  }

  /// The problem that every planner gets.
  public let problem: Problem
  /// The makespan if every state is kept for free, in the problem's units.
  public let storeAll: Int
  /// What the makespans are compared with.
  public let reference: Reference
  /// The planners that apply, by makespan, then in the order of ``Planner``.
  public let rows: [ScheduleSummary]
  /// The planners that do not apply, in the order of ``Planner``.
  public let notApplicable: [Exclusion]

  /// Plans the problem with every planner.
  ///
  /// For a chain with tapes, only planners that take tapes; for branches that join, only ``Planner/join``.
  ///
  /// - Throws: ``PlanningError`` if no planner has a schedule: the error of ``Planner/hrevolve``, which accepts all
  ///   platforms, or of ``Planner/rotor``.
  /// - Complexity: about that of one planner alone, since the planners divide the work limit of one. The bound on the
  ///   optimum is computed once. Each planner has the whole memory, since they run one after another.
  public init(_ problem: Problem, observer: PlanningObserver? = nil) throws(PlanningError) {
    self.problem = problem
    storeAll = try problem.storeAllMakespan()
    let planners = Planner.all(for: problem)
    let figures = { (planner: Planner, bound: Int?) in
      Result { () throws(PlanningError) in
        try PlanningProgress.observed(by: Self.named(planner, observer)) { () throws(PlanningError) in
          try ScheduleSummary(among: planners.count) { () throws(PlanningError) in
            try planner.schedule(for: problem, options: PlannerOptions(lowerBound: bound))
          }
        }
      }
    }
    let best = Planner.best(for: problem)
    let optimum = figures(best, nil)
    // Even without a plan, the cost of the steps alone is a bound.
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
    // The standard library's sort is stable.
    self.rows = rows.sorted { $0.makespan < $1.makespan }
    self.notApplicable = notApplicable
  }

  /// Returns an observer that adds the planner.
  private static func named(_ planner: Planner, _ observer: PlanningObserver?) -> PlanningObserver? {
    guard let observer else { return nil }
    return { step in
      var step = step
      step.planner = planner
      observer(step)
    }
  }
}
