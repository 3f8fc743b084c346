extension Statistics {
  /// Counts what a planner's operations do by executing them.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` when a count does not fit 64 bits.
  /// - Precondition: The operations break no rule.
  init(replaying source: OperationSource, on problem: Problem) throws(PlanningError) {
    var machine = ReplayMachine(problem: problem)
    var batch: [Operation] = []
    while true {
      batch.removeAll(keepingCapacity: true)
      source(&batch)
      if batch.isEmpty { break }
      do throws(RuleViolation) {
        for operation in batch { try machine.execute(operation) }
      } catch {
        if case .overflow(let quantity) = error.rule { throw .overflow(quantity: quantity) }
        preconditionFailure("a planner's schedule breaks no rule: \(error.rule)")
      }
      try PlanningProgress.report(
        .countedBackwardSteps, done: machine.backwardSteps, total: problem.chain.backwardSteps)
    }
    self = machine.statistics
  }
}
