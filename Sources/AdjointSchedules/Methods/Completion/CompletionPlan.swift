/// The operations that complete a reversal: what serves no more is discarded, then segments are reversed from the last.
struct CompletionPlan: SchedulePlan {
  /// The reversal of one segment.
  struct Part: Sendable {
    /// What brings its first state into the buffer.
    var lead: [Operation]
    /// What reverses it; nil if the lead does.
    var body: SegmentBody?
    /// How many states and tapes each level holds at its beginning.
    var stored: [Int]
    /// True if its steps have run before, in the opening.
    var ranBefore = false
  }

  let problem: Problem
  /// The discards, and the write of a state in the buffer that is kept.
  let opening: [Operation]
  let parts: [Part]
  /// Whether the counts of the parts add up: not where transfers overlap, whose peaks depend on time.
  private let addsUp: Bool

  /// - Parameters:
  ///   - kept: The states that are not dropped at once.
  ///   - written: The state in the buffer that is written first, if any.
  init(problem: Problem, kept: Set<CompletionItem>, written: CompletionItem?, parts: [Part]) {
    self.problem = problem
    self.parts = parts
    addsUp = !problem.isOverlapped && problem.chain.tapes == nil
    var opening: [Operation] = []
    for (level, states) in (problem.situation?.stored ?? []).enumerated() {
      // The last stored goes first, so that the machine finds it at the end of its list.
      for state in states.reversed() where !kept.contains(.init(position: state, place: .state(level: level))) {
        opening.append(.discard(level: level, step: state))
      }
    }
    if let written { opening.append(.write(level: written.level, step: written.position)) }
    self.opening = opening
  }

  /// The same with any opening.
  ///
  /// - Parameter addsUp: False if some part has steps that have run before, and others.
  init(problem: Problem, opening: [Operation], parts: [Part], addsUp: Bool) {
    (self.problem, self.opening, self.parts, self.addsUp) = (problem, opening, parts, addsUp)
  }

  func operations(length: Int) -> OperationSource {
    var next = -1
    var source: OperationSource?
    return { batch in
      if next < 0 {
        next = 0
        if !opening.isEmpty {
          batch += opening
          return
        }
      }
      while true {
        if let body = source {
          let before = batch.count
          body(&batch)
          if batch.count > before { return }
          source = nil
        }
        if next == parts.count { return }
        let part = parts[next]
        next += 1
        source = part.body?.operations()
        if !part.lead.isEmpty {
          batch += part.lead
          return
        }
      }
    }
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    if !addsUp { return try Statistics(replaying: operations(length: length), on: problem) }
    let situation = problem.situation
    var total = Statistics(
      levels: (0..<levelCount).map {
        Statistics.LevelUse(peakSlots: (situation?.stored[$0].count ?? 0) + (situation?.tapes(on: $0).count ?? 0))
      })
    var held = total.levels.map(\.peakSlots)
    for operation in opening {
      total.count(operation)
      switch operation {
      case .discard(let level, _): held[level] -= 1
      case .write(let level, _):
        held[level] += 1
        total.levels[level].peakSlots = max(total.levels[level].peakSlots, held[level])
      default: break
      }
    }
    for part in parts {
      for operation in part.lead { total.count(operation) }
      let body = try part.body?.statistics(levelCount)
      for level in 0..<levelCount {
        let peak = part.stored[level] + (body?.levels[level].peakSlots ?? 0)
        total.levels[level].peakSlots = max(total.levels[level].peakSlots, peak)
      }
      if var body {
        if part.ranBefore { body.maxStepRuns += 1 }
        try total.add(body)
      }
    }
    return total
  }
}

extension Statistics {
  /// Counts an operation; no step runs twice in the opening.
  fileprivate mutating func count(_ operation: Operation) {
    operations += 1
    switch operation {
    case .write(let level, _): levels[level].writes += 1
    case .read(let level, _), .readTape(let level, _): levels[level].reads += 1
    case .backward: backwardSteps += 1
    case .forward(let start, let end):
      forwardSteps += end - start
      maxStepRuns = max(maxStepRuns, 1)
    default: break
    }
  }

  /// Adds the counts of what follows, but not its peaks.
  fileprivate mutating func add(_ next: Statistics) throws(PlanningError) {
    let (operations, overflow) = operations.addingReportingOverflow(next.operations)
    let (steps, tooMany) = forwardSteps.addingReportingOverflow(next.forwardSteps)
    if overflow { throw .overflow(quantity: .operations) }
    if tooMany { throw .overflow(quantity: .forwardSteps) }
    self.operations = operations
    forwardSteps = steps
    backwardSteps += next.backwardSteps
    maxStepRuns = max(maxStepRuns, next.maxStepRuns)
    for level in levels.indices {
      levels[level].writes += next.levels[level].writes
      levels[level].reads += next.levels[level].reads
    }
  }
}
