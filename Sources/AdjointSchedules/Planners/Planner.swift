/// The planners, named as in the literature and on the command line.
public enum Planner: String, CaseIterable, Sendable {
  case revolve
  case diskRevolve = "disk-revolve"
  case hrevolve

  /// Returns the planner's schedule for `problem`.
  ///
  /// - Throws: ``PlanningError`` when there is none, when the planner does not take such problems, or when a total or
  ///   a table is too large.
  public func plan(_ problem: Problem) throws(PlanningError) -> Schedule {
    switch self {
    case .revolve: return try Revolve.plan(problem)
    case .diskRevolve: return try DiskRevolve.plan(problem)
    case .hrevolve: return try HRevolve.plan(problem)
    }
  }
}
