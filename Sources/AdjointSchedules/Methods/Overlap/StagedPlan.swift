/// The operations of ``StagedSegments``, generated lazily.
struct StagedPlan<Base: SegmentPlan>: SchedulePlan {
  let segments: StagedSegments<Base>
  /// The time at the end.
  let makespan: Int128
  /// The slots of level 0 that are never used.
  let unused: Int
  let transfers: StagedTransfers<Base>

  /// Creates the plan, or returns nil if a level other than level 0 blocks, or it takes more than `limit` operations to time.
  init?(_ base: Base, _ machine: OverlapMachine, limit: Int) throws(PlanningError) {
    guard let segments = StagedSegments(base, machine) else { return nil }
    var clock = StagedClock(segments, limit: limit)
    try clock.run()
    if clock.clock.isStopped { return nil }
    self.segments = segments
    (makespan, unused, transfers) = (clock.clock.time, clock.clock.unused, clock.transfers)
  }

  func operations(length: Int) -> OperationSource {
    var generator = Generator(segments: segments, transfers: transfers)
    return { batch in generator.generate(into: &batch) }
  }

  private struct Generator {
    let segments: StagedSegments<Base>
    var transfers: StagedTransfers<Base>
    /// What comes next, last first.
    var waiting: [StagedSegments<Base>.Part]
    var revolve: SegmentGenerator<BinomialPlan>?
    let plan: BinomialPlan

    init(segments: StagedSegments<Base>, transfers: StagedTransfers<Base>) {
      (self.segments, self.transfers, waiting) = (segments, transfers, [segments.root])
      plan = BinomialPlan(level: 0, slots: max(1, segments.machine.slots - 1), length: segments.machine.length)
    }

    mutating func generate(into batch: inout [Operation]) {
      while batch.count < SegmentGenerator<BinomialPlan>.batchSize {
        if revolve != nil {
          revolve?.generate(into: &batch)
          if revolve?.isFinished ?? true { revolve = nil }
          continue
        }
        guard let part = waiting.popLast() else { return }
        if case .action(let action) = part {
          if let operation = action.operation(segments.machine) {
            batch.append(operation)
          } else if case .segment(let start, let length, let state) = action {
            revolve = SegmentGenerator(plan: plan, start: start, length: length, state: state)
          }
        } else {
          waiting += segments.parts(of: part, &transfers).reversed()
        }
      }
    }
  }
}
