/// Several planners on a series of problems, with what problems have in common computed once.
///
/// A planner that runs a chain step by step goes on from the shorter one: lengths should come in rising order, all of a
/// platform before the next platform. The others plan each problem by itself.
package struct Sweep: Sendable {
  /// What one planner comes to on one problem.
  package struct Entry: Sendable {
    package let planner: Planner
    /// The figures, or why there are none.
    package let result: Result<ScheduleSummary, PlanningError>
  }

  private let planners: [Planner]
  private let plans: Int
  private let options: PlannerOptions
  private var run: OnlineRun?

  /// - Parameters:
  ///   - planners: the planners, in the order of the entries.
  ///   - points: how many problems there will be: where there are several plans, each has a part of the work that its planner
  ///     may do alone, at least a sixteenth.
  ///   - observer: is told how far long planning of one problem has come.
  package init(planners: [Planner], points: Int = 1, observer: PlanningObserver? = nil) {
    self.planners = planners
    plans = planners.count.multipliedReportingOverflow(by: points).overflow ? .max : planners.count * points
    // Any bound spares the heuristics the search for the optimum; whether they reach it is not asked here.
    options = PlannerOptions(lowerBound: 0, observer: observer)
  }

  /// Returns the entries of one problem, in the order of the planners.
  ///
  /// - Parameters:
  ///   - problem: the problem.
  ///   - period: what ``PlannerOptions/period`` says; the bound is left open, and so is what of heuristics is optimal.
  /// - Complexity: that of the planners together.
  package mutating func entries(for problem: Problem, period: Int? = nil) -> [Entry] {
    var entries: [Entry] = []
    var options = options
    options.period = period
    for planner in planners {
      let result = Result { () throws(PlanningError) in
        try ScheduleSummary(among: plans, observer: options.observer) { () throws(PlanningError) in
          switch planner {
          case .online: try Online.plan(problem, options: options, continuing: &run)
          default: try planner.schedule(for: problem, options: options)
          }
        }
      }
      entries.append(Entry(planner: planner, result: result))
    }
    return entries
  }
}
