/// The tables over nested grids by themselves, to compare them with the exact methods.
package enum NestedGrids {
  /// Returns the schedule that a table with grids of `width` parts finds, with the bound of ``LayerCakeBound``; nil if
  /// the steps are equal or a level is in bytes.
  ///
  /// - Precondition: `width` is a power of two, from 4 to 512.
  package static func schedule(for problem: Problem, width: Int) throws(PlanningError) -> Schedule? {
    let chain = problem.chain
    guard problem.junction == nil, chain.tapes == nil, !problem.countsBytes, case .each(let costs) = chain.forwardCost,
      chain.length > 0, !problem.usableLevels.isEmpty
    else { return nil }
    let levels = problem.usableLevels
    var best: (cost: Int128, tree: SegmentTree)?
    for order in levels.ordersByCost {
      let tree = try MultiResolutionTable(forwardCosts: costs, levels: order, width: width).tree()
      let cost = tree.cost(CostSums(chain.forwardCost), on: problem.levels)
      if cost < best?.cost ?? .max { best = (cost, tree) }
    }
    guard let best else { return nil }
    let makespan = try (best.cost + problem.backwardTotal).asMakespan()
    let bound = Int128(try LayerCakeBound(costs, levels: levels, makespan: best.cost).best()) + problem.backwardTotal
    return Schedule(
      problem: problem, planner: .hrevolve, makespan: makespan, lowerBound: Int(clamping: bound),
      caveat: .intervalTable(entries: IntervalVectorTable.maximumEntries), plan: best.tree)
  }
}
