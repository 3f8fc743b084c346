extension DivisionChoice {
  /// The jobs as schedules.
  func legs() throws(PlanningError) -> [JobLeg] {
    var legs: [JobLeg] = []
    var situation = segments.problem.situation.map { Situation(due: $0.due, stored: $0.stored, buffer: $0.buffer) }
    for (number, job) in jobs.enumerated() {
      let isFirst = number == 0
      var pieces: [LegPlan.Piece] = isFirst ? [.operations(opening(situation))] : []
      var isWritten = isFirst && places.isFirstWritten
      for work in job.works {
        try append(work, isWritten: isWritten, to: &pieces)
        isWritten = false
      }
      guard let start = try? segments.problem.with(situation: situation) else {
        preconditionFailure("what a job leaves suits its problem")
      }
      let leg = try leg(start, job, pieces, restart: isFirst ? 0 : restart)
      legs.append(leg)
      situation = leg.end?.losing(segments.lost)
    }
    return legs
  }

  /// Returns a job as a schedule; what parts planned in rooms take and leave is found by running them.
  private func leg(
    _ start: Problem, _ job: DivisionSearch.Job, _ pieces: [LegPlan.Piece], restart: Int128
  ) throws(PlanningError) -> JobLeg {
    if !segments.isInRooms {
      return JobLeg(
        problem: start, end: end(of: job), makespan: try (job.time - restart).asMakespan(),
        time: try job.time.asMakespan(), pieces: pieces)
    }
    var run = DivisionReplay(start)
    // Parts that fit one by one leave too little room for each other.
    for operation in LegPlan(pieces: pieces) where try !run.execute(operation) { throw .noRoomBesideKept }
    return JobLeg(
      problem: start, end: run.machine.situation, makespan: run.machine.makespan,
      time: try (run.quiet + restart).asMakespan(), pieces: pieces)
  }

  /// Where a job ends, nil after the last.
  private func end(of job: DivisionSearch.Job) -> Situation? {
    switch job.end {
    case .beginning: return nil
    case .sweep(let index):
      return Situation(
        due: places.top(of: index, first: segments.firstDue), stored: stored(places.stored(upTo: index)),
        buffer: places.states[index])
    case .due(let due):
      if due < 0 { return nil }
      let index = places.last(upTo: due)
      let isRun = due < places.top(of: index, first: segments.firstDue)
      return Situation(due: due, stored: stored(places.stored(upTo: isRun ? index : places.base(of: index))))
    }
  }

  /// Kept states by level.
  private func stored(_ kept: [Int]) -> [[Int]] {
    var stored = [[Int]](repeating: [], count: segments.problem.levels.count)
    for index in kept { stored[places.levels[index]].append(places.states[index]) }
    return stored
  }

  /// What the first job begins with: what is stored and not kept is discarded, and x_0 written.
  private func opening(_ situation: Situation?) -> [Operation] {
    var operations: [Operation] = []
    let kept = Set(places.states.indices.filter { places.isThere[$0] }.map { [places.levels[$0], places.states[$0]] })
    for (level, states) in (situation?.stored ?? []).enumerated() {
      for state in states.reversed() where places.isFirstWritten && state == 0 || !kept.contains([level, state]) {
        operations.append(.discard(level: level, step: state))
      }
    }
    return places.isFirstWritten ? operations + store(0) : operations
  }

  /// Returns what stores a kept state that is in the buffer.
  private func store(_ index: Int) -> [Operation] {
    let (state, level) = (places.states[index], places.levels[index])
    if !segments.problem.levels[level].isOverlapped { return [.write(level: level, step: state)] }
    return [
      .write(level: 0, step: state), .offload(level: level, step: state), .discard(level: 0, step: state),
    ]
  }

  /// Returns what brings a kept state into the buffer.
  private func fetch(_ index: Int) -> [Operation] {
    let (state, level) = (places.states[index], places.levels[index])
    if !segments.problem.levels[level].isOverlapped { return [.read(level: level, step: state)] }
    return [
      .prefetch(level: level, step: state), .read(level: 0, step: state), .discard(level: 0, step: state),
    ]
  }

  private func append(
    _ work: DivisionSearch.Work, isWritten: Bool, to pieces: inout [LegPlan.Piece]
  ) throws(PlanningError) {
    switch work {
    case .sweep(let start, let end):
      var operations = isWritten ? [] : fetch(start)
      for index in start..<end {
        operations.append(.forward(from: places.states[index], to: places.states[index + 1]))
        operations += store(index + 1)
      }
      pieces.append(.operations(operations))
    case .whole(let index, let due, let fromBuffer):
      if !fromBuffer { pieces.append(.operations(fetch(index))) }
      try append(index, from: places.states[index], to: due, &pieces)
      pieces.append(.operations([.discard(level: places.levels[index], step: places.states[index])]))
    case .part(let index, let start, let due, let fromBuffer):
      pieces.append(.operations((fromBuffer ? [] : fetch(index)) + [.forward(from: places.states[index], to: start)]))
      try append(index, from: start, to: due, &pieces)
    }
  }

  /// Appends the reversal of a part of the chain.
  private func append(_ index: Int, from start: Int, to due: Int, _ pieces: inout [LegPlan.Piece]) throws(PlanningError)
  {
    guard let reversal = try reversal(index, start, due) else { return }
    if let body = reversal.body {
      pieces.append(.body(body, keeping: .init(level: places.levels[index], step: places.states[index])))
    } else {
      pieces.append(.operations([.backward(step: start)]))
    }
  }

  private func reversal(_ index: Int, _ start: Int, _ due: Int) throws(PlanningError) -> DivisionSegments.Reversal? {
    try DivisionSearch(segments, places, limit: 0, restart: 0).reversal(index, from: start, to: due)
  }
}
