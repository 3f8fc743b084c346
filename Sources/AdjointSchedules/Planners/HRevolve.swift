/// H-Revolve: any number of storage levels, each with its slots and costs.
public enum HRevolve {
  public static func plan(_ problem: Problem) throws(PlanningError) -> Schedule {
    let uf = problem.chain.forwardCost.common!
    let ub = problem.chain.backwardCost.common!
    let table = LevelTable(
      length: problem.chain.length, forwardCost: uf, backwardCost: ub,
      levels: problem.levels.enumerated().map { (index: $0.offset, level: $0.element) })
    return Schedule(
      problem: problem, planner: "hrevolve",
      makespan: try SaturatingCost.makespan(table.optimum[problem.chain.length]), plan: table)
  }
}
public enum DiskRevolve {
  public static func plan(_ problem: Problem) throws(PlanningError) -> Schedule { try HRevolve.plan(problem) }
}
public enum Revolve {
  public static func plan(_ problem: Problem) throws(PlanningError) -> Schedule { try HRevolve.plan(problem) }
}
