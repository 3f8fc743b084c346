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
    // x_0 may have to be written first: after that it is in the buffer.
    var isWritten = node == .beginning && search.places.isFirstWritten
    if isWritten {
      let next = search.nodeAfterWriting
      stretches.append(FailureStretch(time: search.write(of: 0), node: next))
      isWritten = next == .sweep(0)
    }
    for work in try search.job(from: node)?.works ?? [] {
      try append(work, isWritten: isWritten, &lead, to: &stretches)
      isWritten = false
    }
    if kept > Self.mostKept {
      jobs.removeAll()
      kept = 0
    }
    kept += stretches.count + 1
    jobs[node] = stretches
    work += stretches.count
    return stretches
  }

  /// - Parameters:
  ///   - isWritten: Whether x_0 has just been written, and is in the buffer.
  ///   - lead: What was done since the last safe point.
  private mutating func append(
    _ work: DivisionSearch.Work, isWritten: Bool, _ lead: inout Int128, to stretches: inout [FailureStretch]
  ) throws(PlanningError) {
    switch work {
    case .sweep(let start, let end):
      if !isWritten { lead += search.read(of: start) }
      for index in start..<end {
        stretches.append(FailureStretch(time: lead + search.step(to: index + 1), node: .sweep(index + 1)))
        lead = 0
      }
    case .whole(let index, let due, let fromBuffer):
      if !fromBuffer { lead += search.read(of: index) }
      try appendBody(index, from: search.places.states[index], to: due, &lead, to: &stretches)
    case .part(let index, let start, let due, let fromBuffer):
      if !fromBuffer { lead += search.read(of: index) }
      lead += search.segments.travel(search.places.states[index], start)
      try appendBody(index, from: start, to: due, &lead, to: &stretches)
    }
  }

  private mutating func appendBody(
    _ index: Int, from start: Int, to due: Int, _ lead: inout Int128, to stretches: inout [FailureStretch]
  ) throws(PlanningError) {
    for (time, done) in try body(index, from: start, to: due) {
      let next = start + done - 1
      stretches.append(FailureStretch(time: lead + time + (next < 0 ? 0 : saveCost), node: .due(next)))
      lead = 0
    }
  }

  /// Returns the times between the saves of a part's reversal, and the first step that has then run, counted from `start`.
  private mutating func body(
    _ index: Int, from start: Int, to due: Int
  ) throws(PlanningError) -> [(time: Int128, done: Int)] {
    let (root, room) = search.source(index, start)
    let key = search.segments.key(from: start, to: due, root: root, room: room)
    if let known = bodies[key] { return known }
    var saves: [(time: Int128, done: Int)] = []
    var last: Int128 = 0
    let interval = interval
    work += try search.segments.times(from: start, to: due, root: root, room: room) { step, time in
      if step == start || time - last >= interval {
        saves.append((time - last, step - start))
        last = time
      }
    }
    bodies[key] = saves
    return saves
  }
}
