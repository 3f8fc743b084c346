/// A plan for levels of slots, on levels in bytes: a state that does not fit where it is planned goes to another level.
///
/// - Complexity: O(levels) per operation; memory in the number of stored states.
struct SpillingPlan: SchedulePlan {
  let problem: Problem
  let plan: any SchedulePlan

  func operations(length: Int) -> OperationSource {
    let source = plan.operations(length: length)
    var places = SpilledStates(problem)
    var planned: [Operation] = []
    return { batch in
      // Every planned operation of a batch may be one that is not needed here.
      let start = batch.count
      while batch.count == start {
        planned.removeAll(keepingCapacity: true)
        source(&planned)
        if planned.isEmpty { return }
        for operation in planned {
          // There was a place for all of them when the plan was priced.
          if case .operation(let placed) = places.place(operation) { batch.append(placed) }
        }
      }
    }
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    try Statistics(replaying: operations(length: length), on: problem)
  }

  /// Returns what the operations cost; nil if some state fits nowhere, or if the sum does not fit 64 bits.
  ///
  /// - Complexity: O(operations), which are executed.
  func makespan() throws(PlanningError) -> Int? {
    let source = plan.operations(length: problem.chain.length)
    var machine = ReplayMachine(problem: problem)
    var places = SpilledStates(problem)
    var batch: [Operation] = []
    while true {
      batch.removeAll(keepingCapacity: true)
      source(&batch)
      if batch.isEmpty { return machine.makespan }
      for operation in batch {
        switch places.place(operation) {
        case .nothing: continue
        case .nowhere: return nil
        case .operation(let placed):
          do throws(RuleViolation) {
            try machine.execute(placed)
          } catch {
            return nil
          }
        }
      }
      try PlanningProgress.report(
        .pricedBackwardSteps, done: machine.backwardSteps, total: problem.chain.backwardSteps)
    }
  }
}
