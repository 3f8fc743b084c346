/// The best places found for a division, and its jobs.
struct DivisionChoice {
  let segments: DivisionSegments
  let places: DivisionPlaces
  let cost: DivisionSearch.Cost
  let onePartPerJob: JobDivision.Baseline?
  private let jobs: [DivisionSearch.Job]
  private let restart: Int128

  /// The most numbers of parts to try.
  static let maximumTrials = 60
  /// The same where every part of a chain is planned separately.
  static let maximumTrialsOfUnequal = 12

  init(
    _ problem: Problem, limit: Int, restart: Int, losing lost: Set<Int>, planner: Planner
  ) throws(PlanningError) {
    let segments = DivisionSegments(problem, losing: lost, planner: planner)
    let candidates = DivisionCandidates(segments)
    guard let first = candidates.parts(1) else { throw .nothingLasts }
    var best: (places: DivisionPlaces, cost: DivisionSearch.Cost, jobs: [DivisionSearch.Job])?
    var baseline: JobDivision.Baseline?
    var least = Int128.max
    func consider(_ places: DivisionPlaces) throws(PlanningError) {
      var search = DivisionSearch(segments, places, limit: Int128(limit), restart: Int128(restart))
      let needed = search.leastLimit()
      least = min(least, needed)
      if let (cost, jobs) = try search.jobs(), best == nil || cost < best?.cost ?? cost { best = (places, cost, jobs) }
      if let rule = try search.onePartPerJob(),
        baseline == nil || (rule.jobs, rule.time) < (baseline?.jobs ?? 0, baseline?.time ?? 0)
      {
        baseline = rule
      }
    }
    try consider(first)
    if let all = candidates.all() {
      for places in all { try consider(places) }
    } else {
      let most = candidates.most
      let isEqual = problem.chain.forwardCost.common != nil
      for count in Self.counts(upTo: most, trials: isEqual ? Self.maximumTrials : Self.maximumTrialsOfUnequal) {
        try PlanningProgress.report(.triedPartCounts, done: count, total: most)
        if let places = candidates.parts(count) { try consider(places) }
      }
      // The numbers next to the best.
      if let center = best?.places.states.count, isEqual {
        for count in max(2, center - center / 8 - 3)...max(2, center + center / 8 + 3)
        where count <= most && Self.isNear(count, center) {
          if let places = candidates.parts(count) { try consider(places) }
        }
      }
    }
    guard let best else { throw .jobTooShort(limit: limit, least: Int(clamping: least)) }
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

extension DivisionChoice {
  /// The jobs as schedules.
  func legs() throws(PlanningError) -> [JobLeg] {
    let problem = segments.problem
    var legs: [JobLeg] = []
    var situation: Situation?
    for (number, job) in jobs.enumerated() {
      let isFirst = number == 0
      var pieces: [LegPlan.Piece] = []
      for work in job.works { try append(work, isFirst: isFirst && pieces.isEmpty, to: &pieces) }
      let end = self.end(of: job)
      let begun = situation
      guard let start = try? problem.with(situation: begun) else {
        preconditionFailure("what a job leaves suits its problem")
      }
      legs.append(
        JobLeg(
          problem: start, end: end, makespan: try (job.time - (isFirst ? 0 : restart)).asMakespan(),
          time: try job.time.asMakespan(), pieces: pieces))
      situation = end.map { Situation(due: $0.due, stored: $0.stored) }
    }
    return legs
  }

  /// Where a job ends, nil after the last.
  private func end(of job: DivisionSearch.Job) -> Situation? {
    switch job.end {
    case .beginning: return nil
    case .sweep(let index):
      return Situation(due: segments.problem.chain.length, stored: stored(index), buffer: places.states[index])
    case .due(let due):
      if due < 0 { return nil }
      return Situation(due: due, stored: stored(places.last(upTo: due)))
    }
  }

  /// The kept states up to a number, by level.
  private func stored(_ last: Int) -> [[Int]] {
    var stored = [[Int]](repeating: [], count: segments.problem.levels.count)
    for index in 0...last { stored[places.levels[index]].append(places.states[index]) }
    return stored
  }

  private func append(
    _ work: DivisionSearch.Work, isFirst: Bool, to pieces: inout [LegPlan.Piece]
  ) throws(PlanningError) {
    switch work {
    case .sweep(let start, let end):
      let (state, level) = (places.states[start], places.levels[start])
      var operations: [Operation] = [isFirst ? .write(level: level, step: state) : .read(level: level, step: state)]
      for index in start..<end {
        operations.append(.forward(from: places.states[index], to: places.states[index + 1]))
        operations.append(.write(level: places.levels[index + 1], step: places.states[index + 1]))
      }
      pieces.append(.operations(operations))
    case .whole(let index, let due, let fromBuffer):
      let (state, level) = (places.states[index], places.levels[index])
      if !fromBuffer { pieces.append(.operations([.read(level: level, step: state)])) }
      try append(state, due, root: level, keeping: .discard(level: level, step: state), to: &pieces)
      pieces.append(.operations([.discard(level: level, step: state)]))
    case .part(let index, let start, let due, let fromBuffer):
      let (state, level) = (places.states[index], places.levels[index])
      var lead: [Operation] = fromBuffer ? [] : [.read(level: level, step: state)]
      lead.append(.forward(from: state, to: start))
      pieces.append(.operations(lead))
      try append(start, due, root: nil, keeping: .discard(level: level, step: state), to: &pieces)
    }
  }

  /// Appends the reversal of a part of the chain.
  private func append(
    _ start: Int, _ due: Int, root: Int?, keeping: Operation, to pieces: inout [LegPlan.Piece]
  ) throws(PlanningError) {
    guard let reversal = try segments.reversal(from: start, to: due, root: root) else { return }
    if let body = reversal.body {
      pieces.append(.body(body, keeping: keeping))
    } else {
      pieces.append(.operations([.backward(step: start)]))
    }
  }
}
