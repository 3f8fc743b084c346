/// A run forward that stores states by ``OnlineCheckpoints``, then Revolve from what is stored.
struct OnlinePlan: SchedulePlan {
  let level: Int
  /// The whole run forward.
  let run: OnlineRun

  func operations(length: Int) -> OperationSource {
    var again = OnlineRun(slots: run.checkpoints.slots)
    var rest: [Reversal] = []
    var source: OperationSource?
    var hasTurned = false
    return { batch in
      while batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        if again.position < length {
          let step = again.position
          let advice = again.advance()
          if let freed = advice.free { batch.append(.discard(level: level, step: freed)) }
          if advice.store { batch.append(.write(level: level, step: step)) }
          batch.append(.forward(from: step, to: step + 1))
        } else if !hasTurned {
          hasTurned = true
          batch.append(.backward(step: length))
          rest = reversals
        } else if let running = source {
          let count = batch.count
          running(&batch)
          if batch.count == count { source = nil }
        } else if let next = rest.popLast() {
          batch.append(.read(level: level, step: next.start))
          source = next.operations
        } else {
          return
        }
      }
    }
  }

  func statistics(
    length: Int, levelCount: Int, observer: PlanningObserver?
  ) throws(PlanningError) -> Statistics {
    var summary = run.summary(level: level, levelCount: levelCount)
    summary.backward()
    for reversal in reversals.reversed() {
      summary.read(level: level)
      var segment = try reversal.plan.summarize(
        reversal.plan.stored, length: reversal.length, levelCount: levelCount)
      // The run forward went over each of the segment's steps once, and over the step after it.
      segment.maxStepRuns += 1
      try summary.append(segment)
    }
    return summary.statistics
  }

  /// One segment, its first state stored and read.
  private struct Reversal {
    var start: Int
    var length: Int
    var plan: BinomialPlan

    var operations: OperationSource {
      plan.operations(from: start, length: length, state: plan.stored)
    }
  }

  /// The segments from the first to the last.
  private var reversals: [Reversal] {
    let stored = run.checkpoints.stored
    return stored.enumerated().map { index, start in
      let end = index + 1 < stored.count ? stored[index + 1] : run.position
      // The states stored before this one keep their slots.
      return Reversal(
        start: start, length: end - 1 - start,
        plan: BinomialPlan(level: level, slots: run.checkpoints.slots - index, length: end - 1 - start))
    }
  }
}
