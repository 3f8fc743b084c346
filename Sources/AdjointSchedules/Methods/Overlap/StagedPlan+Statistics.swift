/// The counts, without generating the operations: each distinct segment is counted once.
extension StagedPlan {
  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    // Each step runs as in the base.
    let base = try segments.base.statistics(length: length, levelCount: levelCount)
    var counts = try StagedCounts(segments: segments, levelCount: levelCount, transfers: transfers)
    var statistics = try counts.summary(of: segments.root).statistics
    statistics.maxStepRuns = base.maxStepRuns
    statistics.levels[0].peakSlots = segments.machine.slots - unused
    try segments.machine.addTimes(to: &statistics, makespan: makespan)
    return statistics
  }
}

private struct StagedCounts<Base: SegmentPlan> {
  typealias Part = StagedSegments<Base>.Part
  typealias Segment = StagedSegments<Base>.Segment

  private struct Key: Hashable {
    var state: Base.State
    var length: Int
    var place: StagedSegments<Base>.Place
    var next: Int?

    init(_ segment: Segment) {
      (state, length) = (segment.state, segment.length)
      (place, next) = (segment.place, segment.next?.channel)
    }
  }

  let segments: StagedSegments<Base>
  let levelCount: Int
  var transfers: StagedTransfers<Base>
  private var known: KnownSegments<Key, SegmentSummary>

  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` from here on, if there are too many segments to keep.
  init(
    segments: StagedSegments<Base>, levelCount: Int, transfers: StagedTransfers<Base>
  ) throws(PlanningError) {
    (self.segments, self.levelCount, self.transfers) = (segments, levelCount, transfers)
    known = try KnownSegments(attached: SegmentSummary.attachedBytes(levelCount: levelCount))
  }

  mutating func summary(of whole: Part) throws(PlanningError) -> SegmentSummary {
    // Segments wait until those within them are known.
    var waiting = segmentsCounted(in: whole)
    while let segment = waiting.last {
      if summary(segment) == nil {
        let parts = segments.parts(of: segment, &transfers)
        let unknown = parts.flatMap(segmentsCounted).filter { summary($0) == nil }
        if !unknown.isEmpty {
          waiting += unknown
          continue
        }
        try known.insert(total(parts), for: Key(segment), number: nil)
      }
      waiting.removeLast()
    }
    return try total([whole])
  }

  /// The segments whose counts those of a part consist of.
  private func segmentsCounted(in part: Part) -> [Segment] {
    switch part {
    case .action, .sweep: return []
    case .segment(let segment): return [segment]
    case .reversal(let blocks): return lastBlocks(of: blocks).map(\.segment)
    }
  }

  /// The segments of blocks that are reversed: all but the first do the same.
  private func lastBlocks(of blocks: StagedSegments<Base>.Blocks) -> [(segment: Segment, count: Int)] {
    [(2, blocks.count - 1), (1, 1)].filter { $0.1 > 0 }.map { count, times in
      var blocks = blocks
      blocks.count = count
      return (segments.last(blocks), times)
    }
  }

  private func total(_ parts: [Part]) throws(PlanningError) -> SegmentSummary {
    var total = SegmentSummary(levelCount: levelCount)
    for part in parts {
      switch part {
      case .action(let action): try total.append(try segments.machine.summary([action], levelCount))
      case .segment(let segment): try total.append(counted(segment))
      case .sweep(var blocks):
        try total.append(try segments.machine.summary(segments.sweep(blocks), levelCount).repeated(blocks.count - 1))
        blocks.count = 1
        try total.append(try segments.machine.summary(segments.sweep(blocks), levelCount))
      case .reversal(let blocks):
        for (segment, count) in lastBlocks(of: blocks) {
          var block = try segments.machine.summary([.read(segment.start)], levelCount)
          try block.append(counted(segment))
          try total.append(try block.repeated(count))
        }
      }
    }
    return total
  }

  private func summary(_ segment: Segment) -> SegmentSummary? { known.value(Key(segment), number: nil) }

  private func counted(_ segment: Segment) -> SegmentSummary {
    guard let summary = summary(segment) else { preconditionFailure("segments are counted after those within them") }
    return summary
  }
}
