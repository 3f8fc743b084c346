/// The state of a segment in a ``LevelTable``.
struct LevelState: TierState {
  var tier: Int
  /// The tier's free slots, including that of the segment's own first state; 0 ... its rows.
  var slots: Int
  var isStored: Bool
}

extension LevelTable: TierWalk {
  var root: LevelState { entry(tiers.count - 1) }

  func level(ofTier tier: Int) -> Int { tiers[tier].level }

  func entering(_ tier: Int, _ state: LevelState) -> LevelState { entry(tier) }

  func advance(_ state: LevelState, length: Int) -> Int { tiers[state.tier].rows[state.slots - 1].advance(length) }

  func stores(_ state: LevelState, length: Int) -> Bool {
    state.slots > 0 && tiers[state.tier].rows[state.slots - 1].stores(length)
  }

  func right(of state: LevelState, advance: Int) -> LevelState {
    var right = state
    right.isStored = false
    // An unlimited level has a single row for any number of slots.
    if !tiers[state.tier].isUnlimited { right.slots -= 1 }
    return right
  }

  /// Returns the state in which all slots of a tier are free and the segment's first state is only in the buffer.
  private func entry(_ tier: Int) -> LevelState {
    LevelState(tier: tier, slots: tier < 0 ? 0 : tiers[tier].rows.count, isStored: false)
  }
}

extension LevelTable: PeriodicSegmentPlan {
  /// The first state is stored on the slowest tier, whose other slots are all free.
  func entry(level: Int) -> LevelState {
    LevelState(tier: tiers.count - 1, slots: tiers.last?.rows.count ?? 0, isStored: true)
  }

  /// Returns the summary of Revolve's segments, those on a free fastest level, in closed form.
  func summary(for state: LevelState, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary? {
    guard state.tier == 0, state.slots > 0, length > 0, tiers[0].isRevolve else { return nil }
    var revolve = BinomialPlan.state(length: length, slots: tiers[0].isUnlimited ? length : state.slots)
    revolve.isStored = state.isStored
    return try BinomialPlan.summary(for: revolve, length: length, level: tiers[0].level, levelCount: levelCount)
  }
}
