/// A forward run that stores states by ``OnlineCheckpoints``, then Revolve between the stored states.
struct OnlinePlan: SchedulePlan {
  let level: Int
  /// The whole forward run.
  let run: OnlineRun
  /// The states stored at its end.
  private let stored: [Int]

  init(level: Int, run: OnlineRun) {
    self.level = level
    self.run = run
    stored = run.checkpoints.stored
  }

  func operations(length: Int) -> OperationSource {
    var again = OnlineRun(slots: run.checkpoints.slots)
    var rest = stored.count
    var hasTurned = false
    return inPhases { batch, source in
      if again.position < length {
        // As many steps as the batch takes: a phase for each would cost a tenth of the time.
        repeat {
          let step = again.position
          let advice = again.advance()
          if let freed = advice.free { batch.append(.discard(level: level, step: freed)) }
          if advice.store { batch.append(.write(level: level, step: step)) }
          batch.append(.forward(from: step, to: step + 1))
        } while again.position < length && batch.count < SegmentGenerator<BinomialPlan>.batchSize
      } else if !hasTurned {
        hasTurned = true
        batch.append(.backward(step: length))
      } else if rest > 0 {
        rest -= 1
        let next = reversal(rest)
        batch.append(.read(level: level, step: next.start))
        // One plan at a time, since each caches binomials.
        let plan = BinomialPlan(level: level, slots: next.slots, length: next.length)
        source = plan.operations(from: next.start, length: next.length, state: plan.stored)
      } else {
        return false
      }
      return true
    }
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    var summary = run.summary(level: level, levelCount: levelCount)
    summary.backward()
    for index in stored.indices.reversed() {
      summary.read(level: level)
      var segment = try segmentSummary(reversal(index), levelCount: levelCount)
      // The forward run ran each of the segment's steps once, and the step after it.
      segment.maxStepRuns += 1
      try summary.append(segment)
    }
    return summary.statistics
  }

  /// One segment, its first state stored and read.
  private struct Reversal {
    var start: Int
    var length: Int
    var slots: Int
  }

  /// Returns the segment from one stored state to the next; earlier stored states keep their slots.
  private func reversal(_ index: Int) -> Reversal {
    let end = index + 1 < stored.count ? stored[index + 1] : run.position
    return Reversal(start: stored[index], length: end - 1 - stored[index], slots: run.checkpoints.slots - index)
  }

  private func segmentSummary(_ reversal: Reversal, levelCount: Int) throws(PlanningError) -> SegmentSummary {
    var state = BinomialPlan.state(length: reversal.length, slots: reversal.slots)
    state.isStored = true
    if let summary = try BinomialPlan.summary(for: state, length: reversal.length, level: level, levelCount: levelCount)
    {
      return summary
    }
    var single = SegmentSummary(levelCount: levelCount)
    single.backward()
    single.discard(level: level)
    return single
  }
}
