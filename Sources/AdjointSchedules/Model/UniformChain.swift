/// A chain whose forward steps all cost the same, as required by the recurrences over lengths.
///
/// Backward steps may differ: each runs once in every schedule, so their costs do not affect decisions and are 0 here.
/// Makespans must add ``Problem/backwardTotal`` or use ``Problem/makespan(of:)``.
struct UniformChain: Sendable {
  let length: Int
  /// uf
  let forwardCost: Int
  /// ub, or 0 if the backward steps differ.
  let backwardCost: Int

  init(length: Int, forwardCost: Int, backwardCost: Int) {
    (self.length, self.forwardCost, self.backwardCost) = (length, forwardCost, backwardCost)
  }

  /// - Throws: ``PlanningError/unsuited(planner:_:)`` if the forward steps or the sizes differ, or if there
  ///   are tapes.
  init(_ problem: Problem, planner: Planner) throws(PlanningError) {
    try problem.requireSlots(planner)
    let chain = problem.chain
    guard let forward = chain.forwardCost.common else {
      throw .unsuited(planner: planner, .equalSteps)
    }
    (length, forwardCost, backwardCost) = (chain.length, forward, chain.backwardCost.common ?? 0)
  }
}
