/// The optimum on a single level of m slots with costly writes, for chains of any length, without a table.
///
/// ``OneLevelShape`` determines what is stored. If any part of a segment stores a state, the right part of the first
/// split does; states stored and offered only at the last depths go to the left part as far as they fit there.
///
/// Ties: the fewest stored states, then the longest advance.
///
/// - Complexity: O(1) binomials per decision; memory for the cached ones.
struct OneLevelPlan: SegmentPlan {
  struct State: Hashable, Sendable {
    var shape: OneLevelShape
    var isStored: Bool
  }

  /// The levels' indices in the problem and their slots, last used first.
  let tier: PricedPlatform.Tier
  let root: State

  init(tier: PricedPlatform.Tier, shape: OneLevelShape) {
    self.tier = tier
    root = State(shape: shape, isStored: false)
  }

  func decision(for state: State, length: Int) -> SegmentDecision<State> {
    let shape = state.shape
    let level = tier.level(free: shape.slots)
    if length == 0 { return .backward(discarding: state.isStored ? level : nil) }
    guard state.isStored else { return .write(level: level, next: State(shape: shape, isStored: true)) }
    guard let (right, left) = shape.parts else {
      return .split(
        steps: length, right: State(shape: .single(slots: 1), isStored: false), level: level,
        left: State(shape: .single(slots: shape.slots), isStored: true))
    }
    let depth = shape.depth(count: length + 1)
    let before = left.offered(depth: depth - 2)
    let last = Int128(length + 1) - before - right.offered(depth: depth - 1)
    let steps = before + min(last, left.offered(depth: depth - 1) - before)
    return .split(
      steps: Int(steps), right: State(shape: right, isStored: false), level: level,
      left: State(shape: left, isStored: true))
  }

  /// Returns the summary of a segment's schedule, in closed form, if its slots are all on one level.
  func summary(for state: State, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary? {
    let shape = state.shape
    if length == 0 || shape.slots > tier.places[0].slots { return nil }
    let steps = shape.forwardSteps(count: length + 1)
    guard steps <= Int128(Int.max) else { throw .overflow(quantity: .forwardSteps) }
    let discards = Int(shape.stored)
    let own = state.isStored ? 1 : 0
    var summary = SegmentSummary(levelCount: levelCount)
    // Each split is a forward run and a read.
    summary.operations = 3 * length + 1 + 2 * discards - own
    summary.forwardSteps = Int(steps)
    summary.backwardSteps = length + 1
    summary.maxStepRuns = shape.depth(count: length + 1)
    summary.levels[tier.places[0].level] = SegmentSummary.LevelUse(
      writes: discards - own, reads: length, net: -own,
      peak: (shape.full > 0 ? shape.slots : shape.extra + 1) - own)
    return summary
  }
}

extension OneLevelShape {
  /// The shapes of both parts of the first split, or nil if its right part is one backward step.
  ///
  /// The depths of the left part are counted from the next split.
  fileprivate var parts: (right: OneLevelShape, left: OneLevelShape)? {
    if full == 0 {
      // At depth 0 each state is stored in the right part of the previous one.
      return extra == 0 ? nil : (Self(slots: slots - 1, full: 0, extra: extra - 1), .single(slots: slots))
    }
    let room = Int(Binomial.beta(slots - 2, full))
    let toLeft = min(extra, room)
    let left =
      toLeft == room
      ? Self(slots: slots, full: full, extra: 0) : Self(slots: slots, full: full - 1, extra: toLeft)
    return (Self(slots: slots - 1, full: full, extra: extra - toLeft).normal, left)
  }

  /// The same, normalised so that a full depth is counted as full.
  private var normal: OneLevelShape {
    if slots == 1 { return .single(slots: 1) }
    return Int128(extra) == Binomial.beta(slots - 2, full + 1) ? Self(slots: slots, full: full + 1, extra: 0) : self
  }
}
