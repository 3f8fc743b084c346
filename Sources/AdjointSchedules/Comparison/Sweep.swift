/// Several planners on a series of problems, with what problems have in common computed once.
///
/// A planner that tabulates all lengths up to a chain's makes one table for the longest; the others take no time that
/// grows with the square of the length, and plan each problem by itself.
public struct Sweep: Sendable {
  /// What one planner comes to on one problem.
  public struct Entry: Sendable {
    public let planner: Planner
    /// The figures, or why there are none.
    public let result: Result<ScheduleFigures, PlanningError>
  }

  private let planners: [Planner]
  private let options: PlannerOptions
  private var tables: OneReadTables

  /// - Parameters:
  ///   - period: what ``PlannerOptions/period`` says; the bound is left open, and so is what of heuristics is optimal.
  ///   - longest: the length of the longest chain that will come.
  public init(planners: [Planner], period: Int? = nil, longest: Int) {
    self.planners = planners
    tables = OneReadTables(longest: longest)
    // Any bound spares the heuristics the search for the optimum; whether they reach it is not asked here.
    options = PlannerOptions(period: period, lowerBound: 0)
  }

  /// Returns the entries of one problem, in the order of the planners.
  ///
  /// - Complexity: that of the planners together.
  public mutating func entries(for problem: Problem) -> [Entry] {
    var entries: [Entry] = []
    for planner in planners {
      let result = Result { () throws(PlanningError) in
        let schedule =
          planner == .oneReadDiskRevolve
          ? try tables.schedule(for: problem, options: options) : try planner.plan(problem, options: options)
        return try ScheduleFigures(schedule)
      }
      entries.append(Entry(planner: planner, result: result))
    }
    return entries
  }
}
