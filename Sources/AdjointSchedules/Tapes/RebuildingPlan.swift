/// The schedule of least room: every step is reached again from the first state, the only one that stays stored.
///
/// It runs l (l - 1) / 2 steps in addition to the l that keep their tapes.
struct RebuildingPlan: SchedulePlan {
  let problem: Problem
  let level: Int
  /// True if x_0 is stored until its step keeps its tape; false if tape 0 is kept from the start.
  let keepsState: Bool

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    try Statistics(replaying: operations(length: length), on: problem)
  }

  func operations(length: Int) -> OperationSource {
    var step = length - 1
    var isStarted = false
    return { batch in
      if !isStarted && step > 0 {
        isStarted = true
        batch.append(keepsState ? .write(level: level, step: 0) : .tape(level: level, step: 0))
        append(step, isFirst: true, into: &batch)
        step -= 1
      }
      while step > 0 && batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        append(step, isFirst: false, into: &batch)
        step -= 1
      }
      if step == 0 && batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        if keepsState && length > 1 {
          batch.append(.read(level: level, step: 0))
          batch.append(.discard(level: level, step: 0))
        }
        if keepsState || length == 1 { batch.append(.tape(level: level, step: 0)) }
        batch.append(.backward(step: 0))
        step -= 1
      }
    }
  }

  /// Appends one step with its tape, and its backward step.
  private func append(_ step: Int, isFirst: Bool, into batch: inout [Operation]) {
    let origin = keepsState ? 0 : 1
    if !isFirst {
      batch.append(keepsState ? .read(level: level, step: 0) : .readTape(level: level, step: 1))
    }
    if step > origin { batch.append(.forward(from: origin, to: step)) }
    batch.append(.tape(level: level, step: step))
    batch.append(.backward(step: step))
  }
}
