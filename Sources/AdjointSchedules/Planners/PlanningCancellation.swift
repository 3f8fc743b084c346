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
