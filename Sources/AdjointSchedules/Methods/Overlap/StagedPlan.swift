/// The operations of ``StagedSegments``, generated lazily.
struct StagedPlan<Base: SegmentPlan>: SchedulePlan {
  let segments: StagedSegments<Base>
  /// The time at the end.
  let makespan: Int128
  /// The slots of level 0 that are never used.
  let unused: Int
  private let transfers: StagedTransfers<Base>

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

/// The counts, without generating the operations: each distinct segment is counted once.
extension StagedPlan {
  private struct Key: Hashable {
    var state: Base.State
    var length: Int
    var place: StagedSegments<Base>.Place
    var next: Int?
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    var known: [Key: SegmentSummary] = [:]
    var transfers = transfers
    func summary(_ parts: [StagedSegments<Base>.Part]) throws(PlanningError) -> SegmentSummary {
      var total = SegmentSummary(levelCount: levelCount)
      for part in parts { try total.append(try summary(part)) }
      return total
    }
    func summary(_ part: StagedSegments<Base>.Part) throws(PlanningError) -> SegmentSummary {
      switch part {
      case .action(let action): return try segments.machine.summary([action], levelCount)
      case .segment(let segment):
        let key = Key(state: segment.state, length: segment.length, place: segment.place, next: segment.next?.channel)
        if let summary = known[key] { return summary }
        let result = try summary(segments.parts(of: segment, &transfers))
        known[key] = result
        return result
      case .sweep(var blocks):
        let count = blocks.count
        var total = try segments.machine.summary(segments.sweep(blocks), levelCount).repeated(count - 1)
        blocks.count = 1
        try total.append(try segments.machine.summary(segments.sweep(blocks), levelCount))
        return total
      case .reversal(var blocks):
        func last() throws(PlanningError) -> SegmentSummary {
          try summary([.action(.read(blocks.first)), .segment(segments.last(blocks))])
        }
        let count = blocks.count
        blocks.count = 2
        var total = try count > 1 ? last().repeated(count - 1) : SegmentSummary(levelCount: levelCount)
        blocks.count = 1
        try total.append(try last())
        return total
      }
    }
    // Each step runs as in the base.
    let base = try segments.base.statistics(length: length, levelCount: levelCount)
    var statistics = try summary(segments.root).statistics
    statistics.maxStepRuns = base.maxStepRuns
    statistics.levels[0].peakSlots = segments.machine.slots - unused
    try segments.machine.addTimes(to: &statistics, makespan: makespan)
    return statistics
  }
}
