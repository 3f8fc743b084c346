/// How much of the work that planners allow themselves they may do here.
///
/// Where one planner is among many, it must not hold up the others: within ``Comparison`` each has one part in so many of
/// what it may do by itself, and is cut, or another method stands in, beyond that. Work is counted, in candidates and
/// entries, never timed: the same problem gives the same answer on every machine.
enum PlanningEffort {
  /// One part in so many.
  @TaskLocal static var divisor = 1

  /// Returns the part of a limit that holds here.
  static func share(of limit: Int) -> Int { max(1, limit / divisor) }
}
