/// Revolve's decisions with a level for each slot.
struct PlacedBinomialPlan: SegmentPlan {
  let revolve: BinomialPlan
  /// The level of each slot; entry d is for the state stored on top of d others.
  let levels: [Int]
  /// The writes and reads of each slot.
  let traffic: SlotTraffic

  var root: BinomialPlan.State { revolve.root }

  func decision(for state: BinomialPlan.State, length: Int) -> SegmentDecision<BinomialPlan.State> {
    let depth = revolve.root.slots - state.slots
    switch revolve.decision(for: state, length: length) {
    case .backward(let level): return .backward(discarding: level.map { _ in levels[depth] })
    case .write(_, let next): return .write(level: levels[depth], next: next)
    case .split(let steps, let right, _, let left):
      return .split(steps: steps, right: right, level: levels[depth], left: left)
    case .move, .release: preconditionFailure("Revolve keeps each state where it is until it has served")
    }
  }

  func repetition(for state: BinomialPlan.State, length: Int) -> SegmentRepetition<BinomialPlan.State>? {
    let depth = revolve.root.slots - state.slots
    switch revolve.repetition(for: state, length: length) {
    case .runs: return .runs(level: levels[depth])
    case .blocks(var blocks):
      // As far as the slots are on one level.
      blocks.level = levels[depth]
      let others = levels[depth..<min(depth + blocks.count, levels.count)].firstIndex { $0 != blocks.level }
      return .blocks(BinomialPlan.blocks(blocks, of: state, atMost: others.map { $0 - depth } ?? blocks.count))
    case nil: return nil
    }
  }

  /// - Complexity: O(slots): Revolve's totals have a closed form, and at some moment all slots are in use.
  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    var totals = try revolve.statistics(length: length, levelCount: 1)
    totals.levels = Array(repeating: Statistics.LevelUse(), count: levelCount)
    for (slot, level) in zip(traffic.slots, levels) {
      totals.levels[level].writes += slot.writes
      totals.levels[level].reads += slot.reads
      totals.levels[level].peakSlots += 1
    }
    return totals
  }
}
