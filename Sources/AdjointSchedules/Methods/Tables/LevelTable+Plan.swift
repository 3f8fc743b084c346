/// The state of a segment in a ``LevelTable``.
struct LevelState: Hashable, Sendable {
  /// The slowest tier that the segment may still use; -1 for none.
  var tier: Int
  /// The tier's free slots, including that of the segment's own first state; 0 ... its rows.
  var slots: Int
  /// True if the tier holds the segment's first state.
  var isStored: Bool
}

extension LevelTable: PeriodicSegmentPlan {
  /// The first state is stored on the slowest tier, whose other slots are all free.
  func entry(level: Int) -> LevelState {
    LevelState(tier: tiers.count - 1, slots: tiers.last?.rows.count ?? 0, isStored: true)
  }

  var root: LevelState { entry(tiers.count - 1) }

  func decision(for state: LevelState, length: Int) -> SegmentDecision<LevelState> {
    if state.isStored {
      let tier = tiers[state.tier]
      if length == 0 { return .backward(discarding: tier.level) }
      let advance = tier.rows[state.slots - 1].advance(length)
      if advance == 0 { return .release(level: tier.level, next: entry(state.tier - 1)) }
      var right = state
      right.isStored = false
      // An unlimited level has a single row for any number of slots.
      if !tier.isUnlimited { right.slots -= 1 }
      return .split(steps: advance, right: right, level: tier.level, left: state)
    }
    if length == 0 { return .backward(discarding: nil) }
    var state = state
    while state.slots == 0 || !tiers[state.tier].rows[state.slots - 1].stores(length) {
      state = entry(state.tier - 1)
    }
    state.isStored = true
    return .write(level: tiers[state.tier].level, next: state)
  }

  /// Returns the summary of Revolve's segments, those on a free fastest level, in closed form.
  func summary(for state: LevelState, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary? {
    guard state.tier == 0, state.slots > 0, length > 0, tiers[0].isRevolve else { return nil }
    var revolve = BinomialPlan.state(length: length, slots: tiers[0].isUnlimited ? length : state.slots)
    revolve.isStored = state.isStored
    return try BinomialPlan.summary(for: revolve, length: length, level: tiers[0].level, levelCount: levelCount)
  }

  /// Returns the state in which all slots of a tier are free and the segment's first state is only in the buffer.
  private func entry(_ tier: Int) -> LevelState {
    LevelState(tier: tier, slots: tier < 0 ? 0 : tiers[tier].rows.count, isStored: false)
  }
}
