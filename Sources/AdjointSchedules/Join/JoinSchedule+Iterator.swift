extension JoinSchedule {
  /// Hands out the operations of a schedule in order.
  ///
  /// A copy shares what has not been handed out yet: iterate it, or make another from the schedule.
  public struct Iterator: IteratorProtocol {
    private enum Stage {
      case firstRun(branch: Int)
      case join
      case handle
      case segment(Int)
    }

    private let problem: JoinProblem
    private let plan: JoinPlan
    private var stage = Stage.firstRun(branch: 0)
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
      case .firstRun(let branch):
        run(branch)
        stage = branch + 1 < problem.branches.count ? .firstRun(branch: branch + 1) : .join
      case .join:
        batch.append(.join)
        stage = .handle
      case .handle:
        part = .handle
        source = plan.handlePlan(length: problem.handle).operations(length: problem.handle)
        stage = .segment(0)
      case .segment(let index):
        if index == plan.segments.count { return false }
        let segment = plan.segments[index]
        let revolve = segment.plan
        part = .branch(segment.branch)
        batch.append(.read(part, step: segment.start))
        source = revolve.operations(from: segment.start, length: segment.steps - 1, state: revolve.stored)
        stage = .segment(index + 1)
      }
      return true
    }

    /// Runs a branch once and stores where its later segments start, and its end.
    private mutating func run(_ branch: Int) {
      let part = JoinPart.branch(branch)
      batch.append(.read(part, step: 0))
      for segment in plan.segments.reversed() where segment.branch == branch {
        let end = segment.start + segment.steps
        batch.append(.forward(part, from: segment.start, to: end))
        batch.append(.write(part, step: end))
      }
    }
  }
}
