extension PlanningError {
  /// Throws if the current task has been cancelled; outside a task it does nothing.
  ///
  /// Called with every progress update and whenever a table needs more memory.
  ///
  /// - Throws: ``cancelled``.
  static func checkCancellation() throws(PlanningError) {
    if Task.isCancelled { throw .cancelled }
  }
}

extension Optional where Wrapped == PlanningObserver {
  /// Reports progress to the observer, if any; throws if the task has been cancelled.
  ///
  /// - Throws: ``PlanningError/cancelled``.
  func report(_ what: @autoclosure () -> String, done: Int, total: Int?) throws(PlanningError) {
    try PlanningError.checkCancellation()
    if let observer = self { observer(PlanningProgress(what: what(), done: done, total: total)) }
  }
}
