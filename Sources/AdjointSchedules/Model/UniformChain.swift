/// A chain whose steps all cost the same, which is what the recurrences over lengths plan.
struct UniformChain: Sendable {
  let length: Int
  /// uf
  let forwardCost: Int
  /// ub
  let backwardCost: Int

  /// - Throws: ``PlanningError/unsuited(planner:reason:remedy:)`` when the steps differ.
  init(_ chain: Chain, planner: Planner) throws(PlanningError) {
    guard let forward = chain.forwardCost.common, let backward = chain.backwardCost.common else {
      throw .unsuited(
        planner: planner, reason: "plans chains whose steps all cost the same",
        remedy: "give forwardCost and backwardCost as single numbers")
    }
    (length, forwardCost, backwardCost) = (chain.length, forward, backward)
  }
}
