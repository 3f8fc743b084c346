/// All checks on one problem.
enum Examination {
  /// Returns how many comparisons each check made.
  ///
  /// - Throws: ``Finding`` from the first check that fails.
  static func examine(
    _ specimen: Specimen, seed: UInt64, only name: String? = nil
  ) throws(Finding) -> [(check: String, count: Int)] {
    switch specimen {
    case .chain(let problem):
      let checks = problem.isOverlapped ? Check<ChainTrial>.ofOverlap : Check<ChainTrial>.all
      return try run(checks, ChainTrial(problem, seed: seed), name)
    case .join(let problem): return try run(Check<JoinTrial>.all, JoinTrial(problem), name)
    case .share(let problem): return try run(Check<ShareTrial>.all, ShareTrial(problem), name)
    }
  }

  private static func run<Trial>(
    _ checks: [Check<Trial>], _ trial: Trial, _ name: String?
  ) throws(Finding) -> [(check: String, count: Int)] {
    var counts: [(check: String, count: Int)] = []
    for check in checks where name == nil || name == check.name {
      do {
        counts.append((check.name, try check.run(trial)))
      } catch {
        throw Finding(check: check.name, reason: "\(error)")
      }
    }
    return counts
  }
}
