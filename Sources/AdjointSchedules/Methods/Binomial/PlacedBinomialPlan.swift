/// Revolve's decisions with a level for each slot.
///
/// P. Stumm, A. Walther, MultiStage approaches for optimal offline checkpointing, SIAM J. Sci. Comput. 31 (2009),
/// doi:10.1137/080718036.
struct PlacedBinomialPlan: SegmentPlan {
  /// Revolve with all slots on one level.
  let revolve: BinomialPlan
  /// The level of each slot; entry d is for the state stored on top of d others.
  let levels: [Int]
  /// The writes and reads of each slot.
  let traffic: SlotTraffic

  /// The slots of a level and what they cost.
  struct Place {
    var level: Int
    var slots: Int
    var writeCost: Int
    var readCost: Int
  }

  /// The most slots assigned to levels individually.
  static let maximumSlots = 1_000_000

  /// - Parameter levels: The level of each slot, that of x_0 first; at most as many as the chain has steps.
  init(length: Int, levels: [Int]) {
    self.init(length: length, levels: levels, traffic: SlotTraffic(length: length, slots: levels.count))
  }

  private init(length: Int, levels: [Int], traffic: SlotTraffic) {
    revolve = BinomialPlan(level: 0, slots: levels.count, length: length)
    (self.levels, self.traffic) = (levels, traffic)
  }

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

extension PlacedBinomialPlan {
  /// Places each slot where it gains most: for two levels the best assignment, for more a good one, level by level against
  /// the next. Of slots that gain the same, the one that Revolve fills first gets the faster level.
  ///
  /// - Parameter places: The levels, the cheapest first, with fewer slots than the chain has steps.
  /// - Complexity: O(m min(m, t) + m log m) for m slots and t repetitions: the slots' traffic in closed form, and a sort for
  ///   each level.
  init(length: Int, on places: [Place]) {
    let slots = places.reduce(0) { $0 + $1.slots }
    let traffic = SlotTraffic(length: length, slots: slots)
    var levels = Array(repeating: 0, count: slots)
    var rest = Array(traffic.slots.indices)
    for (index, here) in places.enumerated() {
      let next = places[min(index + 1, places.count - 1)]
      let saving = { (slot: Int) in
        Int128(traffic.slots[slot].writes) * Int128(next.writeCost - here.writeCost)
          + Int128(traffic.slots[slot].reads) * Int128(next.readCost - here.readCost)
      }
      rest.sort { (saving($0), $1) > (saving($1), $0) }
      for slot in rest.prefix(here.slots) { levels[slot] = here.level }
      rest.removeFirst(min(here.slots, rest.count))
    }
    self.init(length: length, levels: levels, traffic: traffic)
  }
}
