/// Segments that are rerun from their stored first state for every backward step, with no other slot.
///
/// A segment of n + 1 backward steps takes n (n + 1) / 2 forward steps.
struct SingleSlotPlan: PeriodicSegmentPlan {
  struct State: Hashable, Sendable {
    var level: Int
    /// False after the last step of a run, when only one backward step remains.
    var isStored: Bool
  }

  /// The start of the whole chain if this plan is used alone.
  let level: Int

  var root: State { State(level: level, isStored: false) }

  func entry(level: Int) -> State { State(level: level, isStored: true) }

  func decision(for state: State, length: Int) -> SegmentDecision<State> {
    if length == 0 { return .backward(discarding: state.isStored ? state.level : nil) }
    if !state.isStored { return .write(level: state.level, next: entry(level: state.level)) }
    return .split(
      steps: length, right: State(level: state.level, isStored: false), level: state.level, left: state)
  }

  func repetition(for state: State, length: Int) -> SegmentRepetition<State>? {
    state.isStored && length > 0 ? .runs(level: state.level) : nil
  }

  func summary(for state: State, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary? {
    if length == 0 { return nil }
    let steps = Int128(length) * (Int128(length) + 1) / 2
    guard steps <= Int128(Int.max) else { throw .overflow(quantity: .forwardSteps) }
    var summary = SegmentSummary(levelCount: levelCount)
    if !state.isStored { summary.write(level: state.level) }
    // A run and a read for each backward step after the first; then the slot is freed.
    summary.operations += 3 * length + 1
    summary.forwardSteps = Int(steps)
    summary.backwardSteps = length + 1
    summary.maxStepRuns = length
    summary.levels[state.level].reads = length
    summary.discard(level: state.level)
    return summary
  }
}
