/// What a planner knows of a schedule before it is iterated: where its operations come from, and their counts.
protocol SchedulePlan: Sendable {
  /// Returns a source of the operations for a chain of `length`.
  func operations(length: Int) -> OperationSource

  /// Returns the counts and peaks of all operations for a chain of `length`.
  ///
  /// - Parameter observer: Is told how far long counting has come.
  func statistics(length: Int, levelCount: Int, observer: PlanningObserver?) throws(PlanningError) -> Statistics
}

extension SchedulePlan {
  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    try statistics(length: length, levelCount: levelCount, observer: nil)
  }
}
