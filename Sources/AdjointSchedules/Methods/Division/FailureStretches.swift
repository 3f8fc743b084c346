/// What a divided run does between two points after which nothing is lost.
struct FailureStretch: Hashable {
  /// With the save at its end, if the adjoint is saved there.
  var time: Int128
  /// Where a job begins after it.
  var node: DivisionSearch.Node
}

/// The stretches of the jobs of a division, for an interval between saves.
struct FailureStretches {
  private(set) var search: DivisionSearch
  let saveCost: Int128
  let interval: Int128
  private var jobs: [DivisionSearch.Node: [FailureStretch]] = [:]
  private var bodies: [DivisionSegments.Key: [(time: Int128, done: Int)]] = [:]
  private var kept = 0
  /// The operations looked at.
  private(set) var work = 0

  /// The most stretches that are remembered.
  static let mostKept = 2_000_000

  init(_ search: DivisionSearch, saveCost: Int128, interval: Int128) {
    (self.search, self.saveCost, self.interval) = (search, saveCost, interval)
  }

  /// Returns the stretches of the job that begins somewhere, without its restart; none if no job is long enough.
  mutating func job(from node: DivisionSearch.Node) throws(PlanningError) -> [FailureStretch] {
    if let known = jobs[node] { return known }
    var stretches: [FailureStretch] = []
    var lead: Int128 = 0
    search.forget(beyond: Self.mostKept)
    for work in try search.job(from: node)?.works ?? [] { try append(work, node, &lead, to: &stretches) }
    if kept > Self.mostKept {
      jobs.removeAll()
      kept = 0
    }
    kept += stretches.count + 1
    jobs[node] = stretches
    work += stretches.count
    return stretches
  }

  /// - Parameter lead: What was done since the last safe point.
  private mutating func append(
    _ work: DivisionSearch.Work, _ node: DivisionSearch.Node, _ lead: inout Int128, to stretches: inout [FailureStretch]
  ) throws(PlanningError) {
    switch work {
    case .sweep(let start, let end):
      if node == .beginning {
        stretches.append(FailureStretch(time: search.write(of: start), node: .sweep(start)))
      } else {
        lead = search.read(of: start)
      }
      for index in start..<end {
        stretches.append(FailureStretch(time: lead + search.step(to: index + 1), node: .sweep(index + 1)))
        lead = 0
      }
    case .whole(let index, let due, let fromBuffer):
      if !fromBuffer { lead += search.read(of: index) }
      let start = search.places.states[index]
      try appendBody(from: start, to: due, root: search.places.levels[index], &lead, to: &stretches)
    case .part(let index, let start, let due, let fromBuffer):
      if !fromBuffer { lead += search.read(of: index) }
      lead += search.segments.travel(search.places.states[index], start)
      try appendBody(from: start, to: due, root: nil, &lead, to: &stretches)
    }
  }

  private mutating func appendBody(
    from start: Int, to due: Int, root: Int?, _ lead: inout Int128, to stretches: inout [FailureStretch]
  ) throws(PlanningError) {
    for (time, done) in try body(from: start, to: due, root: root) {
      let next = start + done - 1
      stretches.append(FailureStretch(time: lead + time + (next < 0 ? 0 : saveCost), node: .due(next)))
      lead = 0
    }
  }

  /// Returns the times between the saves of a part's reversal, and the first step that has then run, counted from `start`.
  private mutating func body(
    from start: Int, to due: Int, root: Int?
  ) throws(PlanningError) -> [(time: Int128, done: Int)] {
    let key = search.segments.key(from: start, to: due, root: root)
    if let known = bodies[key] { return known }
    var saves: [(time: Int128, done: Int)] = []
    var last: Int128 = 0
    let interval = interval
    work += try search.segments.times(from: start, to: due, root: root) { step, time in
      if step == start || time - last >= interval {
        saves.append((time - last, step - start))
        last = time
      }
    }
    bodies[key] = saves
    return saves
  }
}
