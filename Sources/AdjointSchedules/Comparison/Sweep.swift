/// Several planners on a series of problems.
public struct Sweep: Sendable {
  /// What one planner comes to on one problem.
  public struct Entry: Sendable {
    public let planner: Planner
    /// The figures, or why there are none.
    public let result: Result<ScheduleFigures, PlanningError>
  }

  private let planners: [Planner]
  private let options: PlannerOptions

  /// - Parameter options: the period; the bound is set by the sweep, which leaves the optimum of heuristics open.
  public init(planners: [Planner], period: Int? = nil) {
    self.planners = planners
    // Any bound spares the heuristics the search for the optimum; whether they reach it is not asked here.
    options = PlannerOptions(period: period, lowerBound: 0)
  }

  /// Returns the entries of one problem, in the order of the planners.
  ///
  /// - Complexity: that of the planners together.
  public func entries(for problem: Problem) -> [Entry] {
    planners.map { planner in
      let result = Result { () throws(PlanningError) in
        try ScheduleFigures(planner.plan(problem, options: options))
      }
      return Entry(planner: planner, result: result)
    }
  }
}
