/// Revolve's decisions with each slot at a level of its own.
struct PlacedBinomialPlan: SegmentPlan {
  let revolve: BinomialPlan
  /// The level of each slot: entry d is for the state below which d others are stored.
  let levels: [Int]

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
}

/// The writes and reads of each slot over a schedule of Revolve, the slot of x_0 first.
struct SlotTraffic {
  let slots: [Statistics.LevelUse]

  init(_ revolve: BinomialPlan, length: Int, observer: PlanningObserver? = nil) throws(PlanningError) {
    // With a level of its own for each slot, the traffic of the levels is that of the slots.
    let separate = PlacedBinomialPlan(revolve: revolve, levels: Array(0..<revolve.root.slots))
    slots = try separate.statistics(length: length, levelCount: revolve.root.slots, observer: observer).levels
  }
}
