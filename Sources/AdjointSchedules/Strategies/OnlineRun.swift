/// The forward run of ``Online`` up to some state: what is stored there, and what was written on the way.
///
/// It does not depend on where the chain ends, so the run of a longer chain continues that of a shorter one.
struct OnlineRun: Sendable {
  private(set) var checkpoints: OnlineCheckpoints
  /// The number of steps run.
  private(set) var position = 0
  private(set) var writes = 0
  private(set) var discards = 0

  /// - Precondition: `slots` >= 1.
  init(slots: Int) { checkpoints = OnlineCheckpoints(slots: slots) }

  /// Runs one step; reports what happens to the state before it.
  mutating func advance() -> OnlineCheckpoints.Advice {
    let advice = checkpoints.reach()
    if advice.free != nil { discards += 1 }
    if advice.store { writes += 1 }
    position += 1
    return advice
  }

  /// Runs up to x_length.
  ///
  /// - Throws: ``PlanningError/cancelled``.
  /// - Complexity: O(slots) per step.
  mutating func advance(to length: Int) throws(PlanningError) {
    while position < length {
      if position % Self.stepsBetweenReports == 0 {
        try PlanningProgress.report(.forwardSteps, done: position, total: length)
      }
      _ = advance()
    }
  }

  private static let stepsBetweenReports = 4096

  /// The run's totals: nothing is read, and once every slot is in use, each write frees one.
  func summary(level: Int, levelCount: Int) -> SegmentSummary {
    var summary = SegmentSummary(levelCount: levelCount)
    summary.operations = writes + discards + position
    summary.forwardSteps = position
    // Without steps there may be no level.
    if writes == 0 { return summary }
    summary.levels[level].writes = writes
    summary.levels[level].net = writes - discards
    summary.levels[level].peak = checkpoints.stored.count
    return summary
  }
}
