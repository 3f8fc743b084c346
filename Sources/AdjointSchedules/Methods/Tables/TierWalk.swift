/// The state of a segment in a table with a tier for each level, fastest first.
protocol TierState: Hashable, Sendable {
  /// The slowest tier that the segment may still use; -1 for none.
  var tier: Int { get }
  /// True if the tier holds the segment's first state.
  var isStored: Bool { get set }
}

/// The decisions of the tables that are filled tier by tier: what a row says of a segment, turned into what is done.
///
/// The tables differ in how they find a row: by length, by interval and room, or by interval, slots and runs.
protocol TierWalk: SegmentPlan where State: TierState {
  /// Returns the level of a tier, as an index in the problem.
  func level(ofTier tier: Int) -> Int

  /// Returns the segment's state with nothing stored on the tier but what earlier segments keep, and its first state only
  /// in the buffer.
  func entering(_ tier: Int, _ state: State) -> State

  /// Returns the advance j of a stored segment's split, or 0 if it is left to the faster tiers.
  func advance(_ state: State, length: Int) -> Int

  /// Returns whether the segment's first state, in the buffer, is to be stored on the state's tier.
  func stores(_ state: State, length: Int) -> Bool

  /// Returns the state of the right part after a split at `advance`, its first state in the buffer.
  func right(of state: State, advance: Int) -> State

  /// Returns the state of the left part after a split.
  func left(of state: State) -> State

  /// Returns the state once the first state is stored on the state's tier.
  func stored(_ state: State) -> State
}

extension TierWalk {
  func left(of state: State) -> State { state }

  func stored(_ state: State) -> State {
    var state = state
    state.isStored = true
    return state
  }

  func decision(for state: State, length: Int) -> SegmentDecision<State> {
    if state.isStored {
      let level = level(ofTier: state.tier)
      if length == 0 { return .backward(discarding: level) }
      let advance = advance(state, length: length)
      if advance == 0 { return .release(level: level, next: entering(state.tier - 1, state)) }
      return .split(steps: advance, right: right(of: state, advance: advance), level: level, left: left(of: state))
    }
    if length == 0 { return .backward(discarding: nil) }
    var state = state
    while !stores(state, length: length) { state = entering(state.tier - 1, state) }
    return .write(level: level(ofTier: state.tier), next: stored(state))
  }
}
