extension JoinPlan: SchedulePlan {
  func operations(length: Int) -> OperationSource {
    var phases = JoinPhases(plan: self)
    return inPhases { batch, source in phases.next(&batch, &source) }
  }

  /// Returns the counts and peaks of the whole schedule without generating its operations.
  ///
  /// The only level is the memory; the branches' first states are in it from the start and do not count as writes.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` when a count does not fit 64 bits.
  /// - Complexity: O(runs of segments) closed forms, since Revolve's counts have one each.
  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    var total = SegmentSummary(levelCount: 1)
    total.levels[0].net = junction.branches.count
    // Every branch has a step, and each runs at least once.
    total.maxStepRuns = 1
    for _ in junction.branches { total.read(level: 0) }
    for run in runs {
      // All checkpoints of a branch except x_0 are written, and its end: as many states as it has segments, each after
      // a forward run.
      var first = SegmentSummary(levelCount: 1)
      let (operations, overflow) = run.slots.count.multipliedReportingOverflow(by: 2)
      if overflow { throw .overflow(quantity: .operations) }
      first.operations = operations
      first.forwardSteps = run.steps
      first.levels[0] = SegmentSummary.LevelUse(writes: run.slots.count, net: run.slots.count, peak: run.slots.count)
      try total.append(first)
    }
    // The join.
    total.operations += 1
    let handle = handlePlan
    try total.append(handle.summarize(handle.root, length: junction.handle, levelCount: 1))
    for run in runs {
      try total.append(try run.summary())
      // The branch's last backward step frees the slot of its end.
      if run.start == 0 { total.levels[0].net -= 1 }
    }
    return total.statistics
  }
}

/// The operations of a join's schedule in order.
private struct JoinPhases {
  private enum Stage {
    /// Before the first run of a branch.
    case start(branch: Int)
    /// During it: the segment of one of the plan's runs, counted against the order of reversal.
    case firstRun(branch: Int, run: Int, segment: Int)
    case join
    case segment(run: Int, place: Int)
  }

  private let plan: JoinPlan
  private let starts: [Int]
  private var stage = Stage.start(branch: 0)

  init(plan: JoinPlan) {
    self.plan = plan
    starts = plan.junction.starts
  }

  /// Starts the next stage; returns false after the last.
  mutating func next(_ batch: inout [Operation], _ source: inout OperationSource?) -> Bool {
    switch stage {
    case .start(let branch):
      batch.append(.read(level: 0, step: starts[branch]))
      stage = .firstRun(branch: branch, run: plan.runs.count - 1, segment: 0)
    case .firstRun(let branch, let run, let segment): runOn(branch, run, segment, &batch)
    case .join:
      batch.append(.join)
      let handle = plan.handlePlan
      source = handle.operations(from: plan.junction.handleStart, length: plan.junction.handle, state: handle.root)
      stage = .segment(run: 0, place: 0)
    case .segment(let run, let place):
      if run == plan.runs.count { return false }
      let segment = plan.runs[run].segment(place)
      let start = starts[segment.branch] + segment.start
      let revolve = segment.plan
      batch.append(.read(level: 0, step: start))
      source = revolve.operations(from: start, length: segment.steps - 1, state: revolve.stored)
      let isLast = place + 1 == plan.runs[run].slots.count
      stage = isLast ? .segment(run: run + 1, place: 0) : .segment(run: run, place: place + 1)
    }
    return true
  }

  /// Runs a branch over its next segment and stores the state at its end, where a later segment starts or the branch
  /// ends.
  private mutating func runOn(_ branch: Int, _ run: Int, _ number: Int, _ batch: inout [Operation]) {
    guard run >= 0 else {
      stage = branch + 1 < plan.junction.branches.count ? .start(branch: branch + 1) : .join
      return
    }
    let segments = plan.runs[run]
    guard segments.branch == branch, number < segments.slots.count else {
      stage = .firstRun(branch: branch, run: run - 1, segment: 0)
      return
    }
    let segment = segments.segment(segments.slots.count - 1 - number)
    let start = starts[branch] + segment.start
    batch.append(.forward(from: start, to: start + segment.steps))
    batch.append(.write(level: 0, step: start + segment.steps))
    stage = .firstRun(branch: branch, run: run, segment: number + 1)
  }
}
