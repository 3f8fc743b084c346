extension ExactPlanning {
  /// With more pairs of levels than this, only the first are tried: at most seconds of work each.
  private static let maximumPairs = 3

  /// Returns the better of an unproven result and the schedules that store every p-th state on one level and reverse
  /// the segments with a faster one (``PeriodicDiskRevolve``).
  ///
  /// Planning by prices hits its limit if a block of an expensive level is long compared with the chain. It then knows
  /// only chains of whole blocks, none close to the wanted length, and equal segments of another length cost less.
  ///
  /// - Parameter levels: The levels, fastest first, with their indices in the problem.
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
