import AdjointSchedules

/// What laws have in common: two problems, and how their optima must relate.
///
/// If a schedule is not proven optimal, a bound of one is compared with a makespan of the other, which must hold
/// whatever the optima are.
enum Law {
  /// Requires that the changed problem costs no more than `limit`.
  static func notMore(
    _ changed: Result<Schedule, PlanningError>, than limit: Int128, _ change: @autoclosure () -> String
  ) throws(Broken) {
    if limit >= Int128(Int.max) { return }
    switch changed {
    case .success(let schedule):
      let bound = schedule.lowerBoundUnits ?? 0
      try require(Int128(bound) <= limit, "\(change()): the least is now \(bound), it was at most \(limit)")
    case .failure(.tableTooLarge), .failure(.tooMuchWork): return
    // Some planners accept only one level, and a change may make two.
    case .failure(.unsuited(let planner, _)) where planner != .hrevolve: return
    case .failure(let error): throw Broken("\(change()): now \(error), there was a schedule of \(limit)")
    }
  }

  /// Requires that the optimum of the changed problem is `expected` of the original optimum.
  static func same(
    _ changed: Result<Schedule, PlanningError>, as original: Schedule, _ change: @autoclosure () -> String,
    expected: (Int128) -> Int128 = { $0 }
  ) throws(Broken) {
    try notMore(changed, than: expected(Int128(original.makespanUnits)), change())
    guard case .success(let schedule) = changed, let bound = original.lowerBoundUnits else { return }
    try require(
      Int128(schedule.makespanUnits) >= expected(Int128(bound)),
      "\(change()): now \(schedule.makespanUnits), it must be at least \(expected(Int128(bound)))")
  }
}
