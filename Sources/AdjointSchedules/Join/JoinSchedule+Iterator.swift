extension JoinSchedule {
  /// Hands out the operations of a schedule in order.
  ///
  /// A copy shares what has not been handed out yet: iterate it, or make another from the schedule.
  public struct Iterator: IteratorProtocol {
    private enum Stage {
      /// Before the first run of a branch.
      case start(branch: Int)
      /// Within it: the segment, counted against the order of reversal, of one of the plan's runs.
      case firstRun(branch: Int, run: Int, segment: Int)
      case join
      case handle
      case segment(run: Int, place: Int)
    }

    private let problem: JoinProblem
    private let plan: JoinPlan
    private var stage = Stage.start(branch: 0)
    private var batch: [JoinOperation] = []
    private var position = 0
    /// Where the operations of the handle or the segment at hand come from.
    private var source: OperationSource?
    private var part = JoinPart.handle

    init(problem: JoinProblem, plan: JoinPlan) {
      self.problem = problem
      self.plan = plan
    }

    public mutating func next() -> JoinOperation? {
      if position == batch.count {
        refill()
        if batch.isEmpty { return nil }
      }
      defer { position += 1 }
      return batch[position]
    }

    private mutating func refill() {
      batch.removeAll(keepingCapacity: true)
      position = 0
      while batch.isEmpty {
        if let source {
          var operations: [Operation] = []
          source(&operations)
          if operations.isEmpty { self.source = nil }
          for operation in operations { batch.append(JoinOperation(operation, on: part)) }
        } else if !advance() {
          return
        }
      }
    }

    /// Begins the next stage, or returns false after the last.
    private mutating func advance() -> Bool {
      switch stage {
      case .start(let branch):
        batch.append(.read(.branch(branch), step: 0))
        stage = .firstRun(branch: branch, run: plan.runs.count - 1, segment: 0)
      case .firstRun(let branch, let run, let segment): runOn(branch, run, segment)
      case .join:
        batch.append(.join)
        stage = .handle
      case .handle:
        part = .handle
        source = plan.handlePlan(length: problem.handle).operations(length: problem.handle)
        stage = .segment(run: 0, place: 0)
      case .segment(let run, let place):
        if run == plan.runs.count { return false }
        let segment = plan.runs[run].segment(place)
        let revolve = segment.plan
        part = .branch(segment.branch)
        batch.append(.read(part, step: segment.start))
        source = revolve.operations(from: segment.start, length: segment.steps - 1, state: revolve.stored)
        let isLast = place + 1 == plan.runs[run].slots.count
        stage = isLast ? .segment(run: run + 1, place: 0) : .segment(run: run, place: place + 1)
      }
      return true
    }

    /// Runs a branch over its next segment and stores where that ends: a later segment starts there, or the branch ends.
    private mutating func runOn(_ branch: Int, _ run: Int, _ number: Int) {
      guard run >= 0 else {
        stage = branch + 1 < problem.branches.count ? .start(branch: branch + 1) : .join
        return
      }
      let segments = plan.runs[run]
      guard segments.branch == branch, number < segments.slots.count else {
        stage = .firstRun(branch: branch, run: run - 1, segment: 0)
        return
      }
      let segment = segments.segment(segments.slots.count - 1 - number)
      let end = segment.start + segment.steps
      batch.append(.forward(.branch(branch), from: segment.start, to: end))
      batch.append(.write(.branch(branch), step: end))
      stage = .firstRun(branch: branch, run: run, segment: number + 1)
    }
  }
}
