/// The operations of one segment of a completion, made when they are asked for.
struct SegmentBody: Sendable {
  let operations: @Sendable () -> OperationSource
  /// Counts the operations; peaks are relative to what is stored before them.
  let statistics: @Sendable (_ levelCount: Int) throws(PlanningError) -> Statistics

  /// The operations of a plan from one of its states, for a segment that begins at x_start.
  init<Plan: SegmentPlan>(_ plan: Plan, from start: Int, length: Int, state: Plan.State) {
    operations = { plan.operations(from: start, length: length, state: state) }
    statistics = { levels throws(PlanningError) in
      try plan.summarize(state, length: length, levelCount: levels).statistics
    }
  }

  /// The operations of a schedule for a chain that begins at x_start here.
  ///
  /// - Parameter home: The level that holds its first state, whose write, the first operation, is left out; nil if none.
  init(_ schedule: Schedule, from start: Int, home: Int?) {
    operations = {
      let source = schedule.plan.operations(length: schedule.problem.chain.length)
      var leavesOut = home != nil
      return { batch in
        var part: [Operation] = []
        source(&part)
        if leavesOut && !part.isEmpty {
          part.removeFirst()
          leavesOut = false
          // An empty part would be the end.
          if part.isEmpty { source(&part) }
        }
        for operation in part { batch.append(operation.moved(by: start)) }
      }
    }
    statistics = { _ throws(PlanningError) in
      var statistics = try schedule.statistics()
      if let home {
        statistics.operations -= 1
        statistics.levels[home].writes -= 1
      }
      return statistics
    }
  }

  private init(
    operations: @escaping @Sendable () -> OperationSource,
    statistics: @escaping @Sendable (Int) throws(PlanningError) -> Statistics
  ) {
    (self.operations, self.statistics) = (operations, statistics)
  }

  /// Returns the same operations at another place of the chain.
  func moved(by distance: Int) -> SegmentBody {
    let operations = operations
    return SegmentBody(
      operations: {
        let source = operations()
        return { batch in
          var part: [Operation] = []
          source(&part)
          for operation in part { batch.append(operation.moved(by: distance)) }
        }
      }, statistics: statistics)
  }
}
