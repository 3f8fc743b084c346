/// The state of a segment in an ``IntervalLevelTable``.
struct IntervalLevelState: Hashable, Sendable {
  /// The segment's first state: with unequal steps, equal lengths are not equal segments.
  var start: Int
  /// The slowest tier that the segment may still use; -1 for none.
  var tier: Int
  /// The tier's free slots, including that of the segment's own first state; 0 ... its rows.
  var slots: Int
  /// True if the tier holds the segment's first state.
  var isStored: Bool
}

extension IntervalLevelTable: SegmentPlan {
  var root: IntervalLevelState { entry(tiers.count - 1, start: 0) }

  func decision(for state: IntervalLevelState, length: Int) -> SegmentDecision<IntervalLevelState> {
    let interval = IntervalSpace.column(state.start + length) + state.start
    if state.isStored {
      let tier = tiers[state.tier]
      if length == 0 { return .backward(discarding: tier.level) }
      let advance = tier.rows[state.slots - 1].advance(interval)
      if advance == 0 { return .release(level: tier.level, next: entry(state.tier - 1, start: state.start)) }
      var right = state
      right.start += advance
      right.isStored = false
      // An unlimited level has a single row for any number of slots.
      if !tier.isUnlimited { right.slots -= 1 }
      return .split(steps: advance, right: right, level: tier.level, left: state)
    }
    if length == 0 { return .backward(discarding: nil) }
    var state = state
    while state.slots == 0 || !tiers[state.tier].rows[state.slots - 1].stores(interval) {
      state = entry(state.tier - 1, start: state.start)
    }
    state.isStored = true
    return .write(level: tiers[state.tier].level, next: state)
  }

  /// Returns the state in which all slots of a tier are free and the segment's first state is only in the buffer.
  private func entry(_ tier: Int, start: Int) -> IntervalLevelState {
    IntervalLevelState(start: start, tier: tier, slots: tier < 0 ? 0 : tiers[tier].rows.count, isStored: false)
  }
}
