/// All checks on one problem.
enum Examination {
  /// What a check did.
  typealias Part = (check: String, count: Int, time: Duration)

  /// The planning of a problem by all planners, before the checks.
  static let planning = "planning"

  /// Returns how many comparisons each check made, and how long it took; first how long planning took.
  ///
  /// - Throws: ``Finding`` from the first check that fails.
  static func examine(
    _ specimen: Specimen, seed: UInt64, only name: String? = nil
  ) throws(Finding) -> [Part] {
    switch specimen {
    case .chain(let problem):
      let checks = problem.isOverlapped ? Check<ChainTrial>.ofOverlap : Check<ChainTrial>.all
      return try run(checks, { ChainTrial(problem, seed: seed) }, name)
    case .join(let problem): return try run(Check<JoinTrial>.all, { JoinTrial(problem) }, name)
    case .share(let problem): return try run(Check<ShareTrial>.all, { ShareTrial(problem) }, name)
    }
  }

  private static func run<Trial>(
    _ checks: [Check<Trial>], _ makeTrial: () -> Trial, _ name: String?
  ) throws(Finding) -> [Part] {
    var start = ContinuousClock.now
    func passed() -> Duration {
      let now = ContinuousClock.now
      defer { start = now }
      return now - start
    }
    let trial = makeTrial()
    var parts: [Part] = [(planning, 0, passed())]
    for check in checks where name == nil || name == check.name {
      do {
        let count = try check.run(trial)
        parts.append((check.name, count, passed()))
      } catch {
        throw Finding(check: check.name, reason: "\(error)")
      }
    }
    return parts
  }
}
