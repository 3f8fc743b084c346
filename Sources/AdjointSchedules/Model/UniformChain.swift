/// A chain whose forward steps all cost the same, which is what the recurrences over lengths plan.
///
/// Backward steps may differ: each runs once in every schedule, so they decide nothing, and 0 stands for their costs.
/// Whoever announces a makespan adds ``Problem/backwardTotal``, or counts with ``Problem/makespan(of:)``.
struct UniformChain: Sendable {
  let length: Int
  /// uf
  let forwardCost: Int
  /// ub, or 0 when the backward steps differ.
  let backwardCost: Int

  /// - Throws: ``PlanningError/unsuited(planner:reason:remedy:)`` when the forward steps or the sizes differ, or when
  ///   there are tapes.
  init(_ problem: Problem, planner: Planner) throws(PlanningError) {
    try problem.requireSlots(planner)
    let chain = problem.chain
    guard let forward = chain.forwardCost.common else {
      throw .unsuited(
        planner: planner, reason: "plans chains whose forward steps all cost the same",
        remedy: "give forwardCost as a single number, or use hrevolve")
    }
    (length, forwardCost, backwardCost) = (chain.length, forward, chain.backwardCost.common ?? 0)
  }
}
