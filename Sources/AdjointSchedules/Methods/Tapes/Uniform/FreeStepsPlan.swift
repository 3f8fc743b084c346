/// The schedule of ``FreeStepsDecisions``, counted without visiting its parts, of which there are as many as steps.
///
/// Each of its s reads follows a forward run to the part before; the runs end k - 1 steps apart, or k' steps where x_0 is
/// stored.
struct FreeStepsPlan: SchedulePlan {
  let decisions: FreeStepsDecisions
  let bytes: UniformTapeBytes?

  var countsBytes: Bool { bytes != nil }

  func operations(length: Int) -> OperationSource {
    UniformTapePlan(decisions: decisions, level: 0, bytes: bytes).operations(length: length)
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    let (n, k, part) = (Int128(length), Int128(decisions.tapes), Int128(decisions.tapesBesideState))
    let (reads, run): (Int128, Int128)
    var peaks = [(states: 0, tapes: decisions.tapes)]
    if decisions.storesState {
      reads = (n - k + part - 1) / part
      // The last run ends k steps from x_0.
      run = (reads - 1) * n - part * reads * (reads - 1) / 2 + k
      peaks.append((states: 1, tapes: Int(min(part, n - k))))
    } else {
      reads = (n - 2) / (k - 1)
      run = reads * (n - 1) - (k - 1) * reads * (reads + 1) / 2
    }
    let operations = 2 * n + 2 * reads + (decisions.storesState ? 2 : 0)
    guard let operations = Int(exactly: operations) else { throw .overflow(quantity: .operations) }
    guard let forwardSteps = Int(exactly: n + run) else { throw .overflow(quantity: .forwardSteps) }
    var use = Statistics.LevelUse(
      writes: decisions.storesState ? 1 : 0, reads: Int(reads), tapes: length,
      peakSlots: peaks.map { $0.states + $0.tapes }.max() ?? 0)
    if let bytes {
      use.peakBytes = try peaks.map { peak throws(PlanningError) in
        try bytes.peak(states: peak.states, tapes: peak.tapes)
      }.max()
    }
    return Statistics(
      operations: operations, forwardSteps: forwardSteps, backwardSteps: length, maxStepRuns: Int(reads) + 1,
      levels: [use])
  }
}
