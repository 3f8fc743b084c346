import AdjointSchedules

/// A problem for one planner, and the result.
struct PlannedTrial<Problem: StressedProblem>: Sendable {
  let problem: Problem
  let plan: Result<Problem.Plan, PlanningError>

  init(_ problem: Problem) {
    self.problem = problem
    plan = problem.planned
  }
}

/// A kind of problem with a single planner.
protocol StressedProblem: Sendable {
  associatedtype Plan: Sendable

  func plan() throws(PlanningError) -> Plan
}

extension StressedProblem {
  /// The plan, or the error.
  var planned: Result<Plan, PlanningError> { Result { () throws(PlanningError) in try plan() } }
}

extension Problem: StressedProblem {
  func plan() throws(PlanningError) -> Schedule { try Planner.best(for: self).schedule(for: self) }
}

extension ShareProblem: StressedProblem {
  func plan() throws(PlanningError) -> MemoryShare { try MemoryShare.plan(self) }
}

typealias JoinTrial = PlannedTrial<Problem>
typealias ShareTrial = PlannedTrial<ShareProblem>
