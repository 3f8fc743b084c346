/// The best places found for a division, and its jobs.
struct DivisionChoice {
  let segments: DivisionSegments
  let places: DivisionPlaces
  let cost: DivisionSearch.Cost
  let onePartPerJob: JobDivision.Baseline?
  let jobs: [DivisionSearch.Job]
  let restart: Int128

  /// The most numbers of parts to try.
  static let maximumTrials = 60
  /// The same where every part of a chain is planned separately.
  static let maximumTrialsOfUnequal = 12

  init(
    _ problem: Problem, limit: Int, restart: Int, losing lost: Set<Int>, planner: Planner
  ) throws(PlanningError) {
    let segments = DivisionSegments(problem, losing: lost, planner: planner)
    let candidates = try DivisionCandidates(segments)
    let first = candidates.parts(1)
    if first.isEmpty { throw .nothingLasts }
    var best: (places: DivisionPlaces, cost: DivisionSearch.Cost, jobs: [DivisionSearch.Job])?
    var baseline: JobDivision.Baseline?
    var least: Int128?
    func consider(_ places: DivisionPlaces) throws(PlanningError) {
      var search = DivisionSearch(segments, places, limit: Int128(limit), restart: Int128(restart))
      if let needed = try search.leastLimit() { least = min(least ?? needed, needed) }
      if let (cost, jobs) = try search.jobs(), best == nil || cost < best?.cost ?? cost { best = (places, cost, jobs) }
      if let rule = try search.onePartPerJob(),
        baseline == nil || (rule.jobs, rule.time) < (baseline?.jobs ?? 0, baseline?.time ?? 0)
      {
        baseline = rule
      }
    }
    for places in first { try consider(places) }
    if let all = candidates.all() {
      for places in all { try consider(places) }
    } else {
      let most = candidates.most
      let isEqual = segments.isQuick
      for count in Self.counts(upTo: most, trials: isEqual ? Self.maximumTrials : Self.maximumTrialsOfUnequal) {
        try PlanningProgress.report(.triedPartCounts, done: count, total: most)
        for places in candidates.parts(count) { try consider(places) }
      }
      // The numbers next to the best.
      if let center = best?.places.states.count, isEqual {
        for count in max(2, center - center / 8 - 3)...max(2, center + center / 8 + 3)
        where count <= most && Self.isNear(count, center) {
          for places in candidates.parts(count) { try consider(places) }
        }
      }
    }
    guard let best else {
      guard let least else { throw .noRoomBesideKept }
      throw .jobTooShort(limit: limit, least: Int(clamping: least))
    }
    (places, cost, jobs) = best
    (self.segments, self.restart) = (segments, Int128(restart))
    onePartPerJob = baseline
  }

  /// The jobs for some places; nil if these have a part that fits no job.
  init?(_ segments: DivisionSegments, _ places: DivisionPlaces, limit: Int, restart: Int) throws(PlanningError) {
    var search = DivisionSearch(segments, places, limit: Int128(limit), restart: Int128(restart))
    guard let (cost, jobs) = try search.jobs() else { return nil }
    (self.cost, self.jobs, self.places, self.segments) = (cost, jobs, places, segments)
    self.restart = Int128(restart)
    onePartPerJob = try search.onePartPerJob()
  }

  /// Returns numbers of parts, up to `trials`, at equal ratios.
  static func counts(upTo most: Int, trials: Int) -> [Int] {
    var counts: [Int] = []
    var count = 2
    let parts = max(4, trials)
    while count <= most && counts.count < 2 * parts {
      counts.append(count)
      count = max(count + 1, count + count / max(1, parts / 8))
    }
    if let last = counts.last, last < most { counts.append(most) }
    return counts
  }

  /// True for the dozen numbers on each side of the best.
  private static func isNear(_ count: Int, _ center: Int) -> Bool { abs(count - center) <= 12 }
}
