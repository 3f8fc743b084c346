/// Revolve: the optimum with one level of m slots and free access, in closed form.
///
/// For N = l + 1 backward steps and the repetition number t, the least with binomial(m + t, t) >= N, the makespan is
///
///     N ub + (t N - binomial(m + t, t - 1)) uf
///
/// and the schedule of a chain of any length is generated without a table.
///
/// If writing or reading a state costs something, the binomial schedule may not be the best; the recurrence for one
/// level is then solved with both costs, by prices or by a table as in ``HRevolve``.
///
/// Ties: the longest optimal advance.
///
/// A. Griewank, A. Walther, Algorithm 799: Revolve, ACM TOMS 26 (2000), doi:10.1145/347837.347846.
enum Revolve {
  /// Returns the optimal schedule of a chain. The slot of x_0 is included in m.
  ///
  /// Forward steps that differ have no closed form; they use the recurrence over intervals, at most O(l^3 m).
  ///
  /// - Throws: ``PlanningError`` when the platform is not one level, when it has no slot, or when the makespan does
  ///   not fit 64 bits or the table of steps that differ 3 GiB.
  /// - Complexity: O(log l) binomials to plan, since the repetition number is found by doubling and halving; O(1)
  ///   amortised an operation and O(m) memory to iterate.
  static func plan(_ problem: Problem, options: PlannerOptions = PlannerOptions()) throws(PlanningError) -> Schedule {
    guard problem.levels.count == 1 else {
      throw .unsuited(planner: .revolve, .oneLevel)
    }
    return try ExactPlanning.best(for: problem, planner: .revolve)
  }
}
