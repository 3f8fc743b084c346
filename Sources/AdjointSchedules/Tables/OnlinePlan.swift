/// A run forward that stores states by ``OnlineCheckpoints``, then Revolve from what is stored.
struct OnlinePlan: SchedulePlan {
  let level: Int
  let slots: Int
  let length: Int

  func operations(length: Int) -> OperationSource {
    var sweep = Sweep(slots: slots)
    var rest: [Reversal] = []
    var source: OperationSource?
    var hasTurned = false
    return { batch in
      while batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        if sweep.position < length {
          sweep.advance(level: level, into: &batch)
        } else if !hasTurned {
          hasTurned = true
          batch.append(.backward(step: length))
          rest = reversals(stored: sweep.checkpoints.stored, length: length)
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

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    var sweep = Sweep(slots: slots)
    var summary = SegmentSummary(levelCount: levelCount)
    while sweep.position < length {
      let advice = sweep.checkpoints.reach()
      if advice.free != nil { summary.discard(level: level) }
      if advice.store { summary.write(level: level) }
      try summary.forward(steps: 1)
      sweep.position += 1
    }
    summary.backward()
    for reversal in reversals(stored: sweep.checkpoints.stored, length: length).reversed() {
      summary.read(level: level)
      var segment = try reversal.plan.summarize(
        reversal.plan.stored, length: reversal.length, levelCount: levelCount)
      // The run forward went over each of the segment's steps once, and over the step after it.
      segment.maxStepRuns += 1
      try summary.append(segment)
    }
    return summary.statistics
  }

  /// The run forward, one step at a time.
  private struct Sweep {
    var checkpoints: OnlineCheckpoints
    var position = 0

    init(slots: Int) { checkpoints = OnlineCheckpoints(slots: slots) }

    mutating func advance(level: Int, into batch: inout [Operation]) {
      let advice = checkpoints.reach()
      if let freed = advice.free { batch.append(.discard(level: level, step: freed)) }
      if advice.store { batch.append(.write(level: level, step: position)) }
      batch.append(.forward(from: position, to: position + 1))
      position += 1
    }
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

  /// Returns the segments from the first to the last.
  private func reversals(stored: [Int], length: Int) -> [Reversal] {
    stored.enumerated().map { index, start in
      let end = index + 1 < stored.count ? stored[index + 1] : length
      // The states stored before this one keep their slots.
      return Reversal(
        start: start, length: end - 1 - start,
        plan: BinomialPlan(level: level, slots: slots - index, length: end - 1 - start))
    }
  }
}
