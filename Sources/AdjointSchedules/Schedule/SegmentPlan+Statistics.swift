extension SegmentPlan {
  func statistics(
    length: Int, levelCount: Int, observer: PlanningObserver?
  ) throws(PlanningError) -> Statistics {
    try summarize(root, length: length, levelCount: levelCount, observer: observer).statistics
  }

  /// Returns what the schedule of a segment does in all, each distinct segment within it looked at once.
  ///
  /// - Complexity: O(distinct segments x levels) in time and memory.
  func summarize(
    _ state: State, length: Int, levelCount: Int, observer: PlanningObserver? = nil
  ) throws(PlanningError) -> SegmentSummary {
    var summaries = SegmentSummaries(self, levelCount: levelCount, observer: observer)
    return try summaries.summary(of: state, length: length)
  }
}
