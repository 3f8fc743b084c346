/// Several planners on a series of problems; shared parts are computed once.
///
/// A planner that simulates a chain step by step continues from the shorter one, so lengths should increase, all of one
/// platform before the next. The other planners plan each problem by itself.
public struct Sweep: Sendable {
  /// The result of one planner on one problem.
  public struct Entry: Sendable {
    /// The planner.
    public let planner: Planner
    /// The figures, or why there are none.
    public let result: Result<ScheduleSummary, PlanningError>
  }

  private let planners: [Planner]
  private let plans: Int
  private let options: PlannerOptions
  private var run: OnlineRun?

  /// Begins a sweep.
  ///
  /// - Parameters:
  ///   - planners: The planners, in the order of the entries.
  ///   - points: The number of problems there will be. Of several plans, each gets a part of the work that its planner may
  ///     do alone, at least a sixteenth.
  ///   - observer: Receives progress updates.
  public init(planners: [Planner], points: Int = 1, observer: PlanningObserver? = nil) {
    self.planners = planners
    plans = planners.count.multipliedReportingOverflow(by: points).overflow ? .max : planners.count * points
    // Any bound saves the heuristics from searching for the optimum; whether they reach it does not matter here.
    options = PlannerOptions(lowerBound: 0, observer: observer)
  }

  /// Returns the entries of one problem, in the order of the planners.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - period: The value of ``PlannerOptions/period``; heuristics get no bound and are not proven optimal.
  /// - Complexity: that of the planners together.
  public mutating func entries(for problem: Problem, period: Int? = nil) -> [Entry] {
    var entries: [Entry] = []
    var options = options
    options.period = period
    for planner in planners {
      let result = Result { () throws(PlanningError) in
        try PlanningProgress.observed(by: options.observer) { () throws(PlanningError) in
          try ScheduleSummary(among: plans) { () throws(PlanningError) in
            switch planner {
            case .online: try Online.plan(problem, options: options, continuing: &run)
            default: try planner.schedule(for: problem, options: options)
            }
          }
        }
      }
      entries.append(Entry(planner: planner, result: result))
    }
    return entries
  }
}
