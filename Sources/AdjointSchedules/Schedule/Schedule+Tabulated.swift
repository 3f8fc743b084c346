extension Schedule {
  /// Creates the schedule of a table whose optimum, saturated, is that of the problem.
  init(problem: Problem, planner: Planner, optimum: UInt, table: any SchedulePlan) throws(PlanningError) {
    self.init(problem: problem, planner: planner, makespan: try SaturatingCost.makespan(optimum), plan: table)
  }
}
