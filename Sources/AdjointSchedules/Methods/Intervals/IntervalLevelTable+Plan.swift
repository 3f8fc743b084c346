/// The state of a segment in an ``IntervalLevelTable``.
struct IntervalLevelState: TierState {
  /// The segment's first state: equal lengths are not equal segments.
  var start: Int
  var tier: Int
  /// The tier's row, or -1 if nothing is stored there.
  var row: Int
  var isStored: Bool
}

extension IntervalLevelTable: TierWalk {
  var root: IntervalLevelState { entry(tiers.count - 1, start: 0) }

  func level(ofTier tier: Int) -> Int { tiers[tier].level }

  func entering(_ tier: Int, _ state: IntervalLevelState) -> IntervalLevelState { entry(tier, start: state.start) }

  func advance(_ state: IntervalLevelState, length: Int) -> Int {
    tiers[state.tier].rows[state.row].choices.advance(interval(state, length))
  }

  func stores(_ state: IntervalLevelState, length: Int) -> Bool {
    let (tier, interval) = (tiers[state.tier], interval(state, length))
    return state.row < 0 ? tier.isEntered[interval] : tier.rows[state.row].choices.stores(interval)
  }

  func right(of state: IntervalLevelState, advance: Int) -> IntervalLevelState {
    IntervalLevelState(start: state.start + advance, tier: state.tier, row: state.row, isStored: false)
  }

  func stored(_ state: IntervalLevelState) -> IntervalLevelState {
    let tier = tiers[state.tier]
    let free =
      state.row < 0 ? tier.grid.free[state.start] : tier.rows[state.row].free - tier.grid.sizes[state.start]
    return IntervalLevelState(start: state.start, tier: state.tier, row: tier.row(free: free), isStored: true)
  }

  private func interval(_ state: IntervalLevelState, _ length: Int) -> Int {
    IntervalSpace.row(state.start, length: self.length) + state.start + length
  }

  /// Returns the state with nothing stored on a tier and the segment's first state only in the buffer.
  private func entry(_ tier: Int, start: Int) -> IntervalLevelState {
    IntervalLevelState(start: start, tier: tier, row: -1, isStored: false)
  }
}
