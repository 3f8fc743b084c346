extension PlanningError {
  /// Ends planning when its task has been cancelled; outside a task it does nothing.
  ///
  /// Asked wherever an observer is told how far a planner has come, and whenever a table asks for more memory.
  ///
  /// - Throws: ``cancelled``.
  static func checkCancellation() throws(PlanningError) {
    if Task.isCancelled { throw .cancelled }
  }
}

extension Optional where Wrapped == PlanningObserver {
  /// Says how far a planner has come, unless nobody asks; ends planning when its task has been cancelled.
  ///
  /// - Throws: ``PlanningError/cancelled``.
  func report(_ what: @autoclosure () -> String, done: Int, total: Int?) throws(PlanningError) {
    try PlanningError.checkCancellation()
    if let observer = self { observer(PlanningProgress(what: what(), done: done, total: total)) }
  }
}
