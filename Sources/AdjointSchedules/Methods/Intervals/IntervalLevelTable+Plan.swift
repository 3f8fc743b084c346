/// The state of a segment in an ``IntervalLevelTable``.
struct IntervalLevelState: Hashable, Sendable {
  /// The segment's first state: equal lengths are not equal segments.
  var start: Int
  /// The slowest tier that the segment may still use; -1 for none.
  var tier: Int
  /// The tier's row, or -1 if nothing is stored there.
  var row: Int
  /// True if the tier holds the segment's first state.
  var isStored: Bool
}

extension IntervalLevelTable: SegmentPlan {
  var root: IntervalLevelState { entry(tiers.count - 1, start: 0) }

  /// As in ``LevelTable``, but rows are found by interval and free room: a protocol for both would be longer than the walk.
  func decision(for state: IntervalLevelState, length: Int) -> SegmentDecision<IntervalLevelState> {
    let interval = IntervalSpace.row(state.start, length: self.length) + state.start + length
    if state.isStored {
      let tier = tiers[state.tier]
      if length == 0 { return .backward(discarding: tier.level) }
      let advance = tier.rows[state.row].choices.advance(interval)
      if advance == 0 { return .release(level: tier.level, next: entry(state.tier - 1, start: state.start)) }
      let right = IntervalLevelState(start: state.start + advance, tier: state.tier, row: state.row, isStored: false)
      return .split(steps: advance, right: right, level: tier.level, left: state)
    }
    if length == 0 { return .backward(discarding: nil) }
    var state = state
    while !stores(state, interval) { state = entry(state.tier - 1, start: state.start) }
    let tier = tiers[state.tier]
    let free =
      state.row < 0 ? tier.grid.free[state.start] : tier.rows[state.row].free - tier.grid.sizes[state.start]
    state.row = tier.row(free: free)
    state.isStored = true
    return .write(level: tier.level, next: state)
  }

  private func stores(_ state: IntervalLevelState, _ interval: Int) -> Bool {
    let tier = tiers[state.tier]
    return state.row < 0 ? tier.isEntered[interval] : tier.rows[state.row].choices.stores(interval)
  }

  /// Returns the state with nothing stored on a tier and the segment's first state only in the buffer.
  private func entry(_ tier: Int, start: Int) -> IntervalLevelState {
    IntervalLevelState(start: start, tier: tier, row: -1, isStored: false)
  }
}
