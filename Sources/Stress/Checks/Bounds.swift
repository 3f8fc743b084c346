import AdjointSchedules

extension Check<ChainTrial> {
  /// All planners on one problem: no bound exceeds any makespan, and all proven optima are equal.
  static var bounds: Check {
    Check(name: "planners against each other") { trial in
      let schedules = trial.schedules
      let bound = schedules.compactMap { entry in entry.schedule.lowerBoundUnits.map { ($0, entry.planner) } }
        .max { $0.0 < $1.0 }
      let least = schedules.map { ($0.schedule.makespanUnits, $0.planner) }.min { $0.0 < $1.0 }
      guard let bound, let least else { return 0 }
      try require(
        bound.0 <= least.0,
        "\(bound.1.rawValue) has the lower bound \(bound.0), \(least.1.rawValue) has a schedule of \(least.0)")
      try errorsAgree(trial)
      // A shorter chain may be certified by a search, which takes long.
      if trial.problem.chain.length > 12, let known = schedules.first(where: { $0.planner == .hrevolve })?.schedule,
        let certificate = try? known.certificate()
      {
        try require(
          certificate.lowerBoundUnits <= least.0,
          "the certificate has the bound \(certificate.lowerBoundUnits), \(least.1.rawValue) has a schedule of \(least.0)"
        )
      }
      return schedules.count
    }
  }

  /// A planner reports that there is no slot only if there is none.
  private static func errorsAgree(_ trial: ChainTrial) throws(Broken) {
    guard let known = try? trial.best.get() else { return }
    for plan in trial.plans {
      guard case .failure(let error) = plan.result else { continue }
      if case .noSlot = error {
        throw Broken("\(plan.planner.rawValue) says \(error), but there is a schedule of \(known.makespan)")
      }
    }
  }
}
