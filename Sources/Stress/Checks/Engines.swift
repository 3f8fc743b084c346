import AdjointSchedules

extension Check<ChainTrial> {
  /// The exact methods against each other: every schedule is replayed, and all proven ones have the same makespan.
  static var engines: Check {
    Check(name: "engines against each other") { trial in
      if trial.problem.chain.length > 400 { return 0 }
      var count = 0
      var known: (engine: String, makespan: Int)?
      if let best = try? trial.best.get(), best.isOptimal { known = (trial.bestPlanner.rawValue, best.makespanUnits) }
      for engine in ExactMethod.allCases {
        if engine == .intervalVectorTable || engine == .intervalLevelTable, trial.problem.chain.length > 40 { continue }
        guard let schedule = try schedule(engine, trial, known?.makespan) else { continue }
        do {
          try Conduct.check(schedule)
        } catch {
          throw Broken("\(engine.rawValue): \(error)")
        }
        if let known {
          try require(
            schedule.lowerBoundUnits ?? 0 <= known.makespan && known.makespan <= schedule.makespanUnits,
            "\(engine.rawValue) has \(schedule.makespanUnits), \(known.engine) has \(known.makespan)")
        }
        if known == nil && schedule.isOptimal { known = (engine.rawValue, schedule.makespanUnits) }
        count += 1
      }
      return count
    }
  }

  private static func schedule(_ engine: ExactMethod, _ trial: ChainTrial, _ makespan: Int?) throws(Broken) -> Schedule?
  {
    do throws(PlanningError) {
      return try engine.schedule(for: trial.problem)
    } catch {
      // With costs near 2^63, prices may not fit although the optimum does; H-Revolve then uses the table.
      if case .overflow = error, engine != .prices, let makespan {
        throw Broken("\(engine.rawValue) says \(error), but there is a schedule of \(makespan)")
      }
      return nil
    }
  }
}
