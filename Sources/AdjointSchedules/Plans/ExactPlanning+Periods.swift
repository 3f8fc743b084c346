extension ExactPlanning {
  /// With more pairs of levels than this, only the first are tried: seconds' work each at most.
  private static let maximumPairs = 3

  /// Returns the best of a result that is not proven and of the schedules that store every p-th state at one level and
  /// reverse the segments with a faster one (``PeriodicDiskRevolve``).
  ///
  /// The prices meet their limit where a block of a dear level is long beside the chain. Then what they know are chains
  /// of whole blocks, none of them close to the wanted one, and equal segments of another length cost less.
  ///
  /// - Parameter levels: The levels fastest first, with their indices in the problem.
  static func withPeriods(
    _ result: PriceEngine.Result, _ problem: Problem, _ chain: UniformChain, _ levels: [IndexedLevel]
  ) throws(PlanningError) -> PriceEngine.Result {
    if result.isExact { return result }
    var best = result
    let pairs = levels.indices.flatMap { slow in (0..<slow).reversed().map { (levels[$0], levels[slow]) } }
    for (memory, disk) in pairs.prefix(maximumPairs) {
      let platform = DiskPlatform(chain, memory: memory, disk: disk)
      let plan = try PlanningError.orNil { () throws(PlanningError) in
        try PeriodicDiskRevolve.plan(platform, period: nil)
      }
      guard let plan else { continue }
      let makespan = try? problem.makespan(of: plan.statistics(length: chain.length, levelCount: problem.levels.count))
      if let makespan, makespan < best.makespan { (best.plan, best.makespan) = (plan, makespan) }
    }
    return best
  }
}
