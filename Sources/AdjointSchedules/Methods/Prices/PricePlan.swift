/// The schedule determined by the loss functions: a graph of its few distinct segments.
///
/// Below the lowest tier, segments are Revolve's, in closed form; above it, each distinct segment is a node.
///
/// - Complexity: O(1) per decision, since nodes are array entries and Revolve's decisions are amortised O(1).
struct PricePlan: SegmentPlan {
  enum State: Hashable, Sendable {
    case node(Int)
    /// A repetition of blocks with this many left; stored if the block's first state is.
    case run(Int, remaining: Int, isStored: Bool)
    case base(BinomialPlan.State)
  }

  /// Consecutive blocks of equal length, each with its first state stored on one level.
  struct BlockRun: Sendable {
    /// The backward steps of a block.
    var steps: Int
    var level: Int
    var count: Int
    /// The block's own segment, with its first state stored.
    var left: State
    /// What follows the last block.
    var next: State
  }

  enum Node: Sendable {
    case decided(SegmentDecision<State>)
    case run(BlockRun)
  }

  let nodes: [Node]
  let root: State
  /// Decides segments below the lowest tier as if all slots were on the tier's first level.
  let base: BinomialPlan
  let baseTier: PricedPlatform.Tier?
  /// True if this is the plan of a longer chain without its last steps.
  ///
  /// A part entirely past the end is skipped: its left neighbour, with the same first state, is next.
  var isCut = false

  /// A node of a plan that is cut may have several lengths.
  var numberedSegments: Int { isCut ? 0 : nodes.count }

  func number(of state: State) -> Int? {
    guard !isCut, case .node(let index) = state else { return nil }
    return index
  }

  func decision(for state: State, length: Int) -> SegmentDecision<State> {
    // A cut plan skips thousands of parts, so a loop finds the next decision.
    var state = state
    while true {
      switch state {
      case .base(let state):
        return decision(for: isCut ? fitted(state, length) : state, length: length)
      case .node(let index):
        switch nodes[index] {
        case .decided(let decision):
          guard isCut, case .split(let steps, _, _, let left) = decision, steps > length else { return decision }
          state = left
        case .run(let run):
          state = .run(index, remaining: run.count, isStored: false)
        }
      case .run(let index, let remaining, let isStored):
        guard case .run(let run) = nodes[index] else { preconditionFailure("the node is a run of blocks") }
        if remaining == 0 {
          state = run.next
        } else if !isStored {
          return .write(level: run.level, next: .run(index, remaining: remaining, isStored: true))
        } else if run.steps > length {
          state = run.left
        } else {
          return .split(
            steps: run.steps, right: .run(index, remaining: remaining - 1, isStored: false),
            level: run.level, left: run.left)
        }
      }
    }
  }

  /// Returns the state with the repetition number of the rest of the segment.
  private func fitted(_ state: BinomialPlan.State, _ length: Int) -> BinomialPlan.State {
    var state = state
    if state.slots > 0 {
      state.repetitions = Binomial.repetitions(slots: state.slots, count: Int128(length) + 1)
    }
    return state
  }

  /// Returns Revolve's decision, with the levels of the base tier's slots.
  private func decision(for state: BinomialPlan.State, length: Int) -> SegmentDecision<State> {
    let level = baseTier?.level(free: state.slots) ?? 0
    switch base.decision(for: state, length: length) {
    case .backward(let stored): return .backward(discarding: stored == nil ? nil : level)
    case .write(_, let next): return .write(level: level, next: .base(next))
    case .move(_, _, let next): return .move(source: level, level: level, next: .base(next))
    case .release(_, let next): return .release(level: level, next: .base(next))
    case .split(let steps, let right, _, let left):
      return .split(steps: steps, right: .base(right), level: level, left: .base(left))
    }
  }

  func revolve(_ state: State, length: Int) -> BinomialPlan.State? {
    guard case .base(let state) = state, baseTier?.places.map(\.level) == [0] else { return nil }
    return isCut ? fitted(state, length) : state
  }

  func repetition(for state: State, length: Int) -> SegmentRepetition<State>? {
    switch state {
    case .base(let state):
      let fitted = isCut ? fitted(state, length) : state
      // Blocks use consecutive slots, which may be on several levels.
      if let baseTier, fitted.slots > baseTier.places[0].slots { return nil }
      return base.repetition(for: fitted, length: length)?.map(
        level: { _ in baseTier?.level(free: fitted.slots) ?? 0 }, State.base)
    case .node(let index):
      guard case .run(let run) = nodes[index] else { return nil }
      return repetition(of: run, index, remaining: run.count, length: length)
    case .run(let index, let remaining, let isStored):
      guard !isStored, case .run(let run) = nodes[index] else { return nil }
      return repetition(of: run, index, remaining: remaining, length: length)
    }
  }

  private func repetition(
    of run: BlockRun, _ index: Int, remaining: Int, length: Int
  ) -> SegmentRepetition<State>? {
    let count = min(remaining, length / run.steps)
    if count == 0 { return nil }
    let next = count == remaining ? run.next : .run(index, remaining: remaining - count, isStored: false)
    return .blocks(
      SegmentBlocks(steps: run.steps, level: run.level, count: count, left: run.left, next: next))
  }

  /// Returns the summary of Revolve's segments and whole repetitions without visiting them.
  func summary(for state: State, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary? {
    switch state {
    case .base(let state):
      // If slots are on several levels, the closed form does not say which are used.
      if let baseTier, state.slots > baseTier.places[0].slots { return nil }
      return try base.summary(
        for: isCut ? fitted(state, length) : state, length: length, levelCount: levelCount)
    case .node(let index):
      guard case .run(let run) = nodes[index] else { return nil }
      return try summary(of: run, index, remaining: run.count, length: length, levelCount: levelCount)
    case .run(let index, let remaining, let isStored):
      guard !isStored, case .run(let run) = nodes[index] else { return nil }
      return try summary(of: run, index, remaining: remaining, length: length, levelCount: levelCount)
    }
  }

  /// Returns the summary of a run's remaining blocks and what follows them; nil if no whole block is left.
  private func summary(
    of run: BlockRun, _ index: Int, remaining: Int, length: Int, levelCount: Int
  ) throws(PlanningError) -> SegmentSummary? {
    let count = min(remaining, length / run.steps)
    if count == 0 && remaining > 0 { return nil }
    var before = SegmentSummary(levelCount: levelCount)
    before.write(level: run.level)
    try before.forward(steps: run.steps)
    var left = try summarize(run.left, length: run.steps - 1, levelCount: levelCount)
    left.maxStepRuns += 1
    var after = SegmentSummary(levelCount: levelCount)
    after.read(level: run.level)
    try after.append(left)
    var result = try before.repeated(count)
    // What follows may be another run, which should not be expanded either.
    let next = count == remaining ? run.next : .run(index, remaining: remaining - count, isStored: false)
    try result.append(try summarize(next, length: length - count * run.steps, levelCount: levelCount))
    try result.append(try after.repeated(count))
    return result
  }
}
