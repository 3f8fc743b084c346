import AdjointSchedules

extension Check<ChainTrial> {
  /// Tables over nested grids, coarse and fine: replayed, no better than what is optimal, and their bound no worse.
  static var grids: Check {
    Check(name: "nested grids and layers") { trial in
      guard trial.problem.chain.forwardCost.common == nil, trial.problem.chain.length <= 400,
        let best = try? trial.best.get()
      else { return 0 }
      var count = 0
      for width in [4, 8, 32] {
        guard let schedule = try schedule(trial, width: width) else { continue }
        do {
          try Conduct.check(schedule)
        } catch {
          throw Broken("grids of \(width) parts: \(error)")
        }
        try require(
          schedule.lowerBoundUnits ?? 0 <= best.makespanUnits,
          "the bound of layers is \(schedule.lowerBoundUnits ?? 0), there is a schedule of \(best.makespanUnits)")
        try require(
          !best.isOptimal || best.makespanUnits <= schedule.makespanUnits,
          "grids of \(width) parts have \(schedule.makespanUnits), less than the optimum of \(best.makespanUnits)")
        count += 1
      }
      return count
    }
  }

  /// Returns the schedule, or nil if a total does not fit 64 bits.
  private static func schedule(_ trial: ChainTrial, width: Int) throws(PlanningError) -> Schedule? {
    do throws(PlanningError) {
      return try NestedGrids.schedule(for: trial.problem, width: width)
    } catch .overflow {
      return nil
    }
  }
}
