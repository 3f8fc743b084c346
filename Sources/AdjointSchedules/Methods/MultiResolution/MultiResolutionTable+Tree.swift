extension MultiResolutionTable {
  /// The state of a segment, like ``IntervalLevelState``: on the grid or at the chain's end.
  private struct Segment {
    enum Place {
      case onGrid(DyadicGrid.Interval)
      /// All states from one on.
      case suffix(Int)
    }

    var place: Place
    /// The slowest tier that the segment may still use; -1 for none.
    var tier: Int
    /// The tier's free slots, including that of the segment's own first state.
    var slots: Int
    /// True if the tier holds the segment's first state.
    var isStored: Bool
  }

  /// The table's choice for a segment.
  private enum Choice {
    case release
    case alone
    /// The grid knows what to do.
    case onGrid(DyadicGrid.Interval)
    /// The units of the left part, and the rows for the relevant numbers of slots.
    case split(left: DyadicGrid.Interval, row: Int)
  }

  /// Records the schedule found by the table.
  ///
  /// - Complexity: O(l (levels + scales)), since each of the l splits leads to two intervals.
  func tree() throws(PlanningError) -> SegmentTree {
    var tree = SegmentTree(length: grid.stateCount - 1)
    var segment = entry(tiers.count - 1, .suffix(0))
    var pending: [Segment] = []
    var splits = 0
    while true {
      if case .onGrid(let interval) = segment.place { segment.place = .onGrid(grid.lowest(interval)) }
      let level = segment.tier < 0 ? 0 : tiers[segment.tier].level
      let states = states(segment.place)
      if states.count == 1 {
        tree.backward(discarding: segment.isStored ? level : nil)
        guard let next = pending.popLast() else { return tree }
        segment = next
        continue
      }
      if !segment.isStored {
        while !stores(segment) { segment = entry(segment.tier - 1, segment.place) }
        segment.isStored = true
        tree.write(level: tiers[segment.tier].level)
        continue
      }
      switch choice(of: segment) {
      case .onGrid(let interval): segment.place = .onGrid(interval)
      case .release:
        tree.release(level: level)
        segment = entry(segment.tier - 1, segment.place)
      case .alone:
        tree.reverseAlone(count: states.count, level: level)
        guard let next = pending.popLast() else { return tree }
        segment = next
      case .split(let left, let row):
        splits += 1
        if splits % 65_536 == 0 {
          try PlanningProgress.report(.plannedSegments, done: splits, total: grid.stateCount)
        }
        let steps = self.states(.onGrid(left)).count
        tree.split(steps: steps, level: level)
        var leftSegment = segment
        leftSegment.place = .onGrid(left)
        pending.append(leftSegment)
        if case .onGrid(let interval) = segment.place {
          segment.place = .onGrid(
            DyadicGrid.Interval(
              scale: interval.scale, start: left.start + left.length, length: interval.length - left.length))
        } else {
          segment.place = .suffix(states.lowerBound + steps)
        }
        segment.isStored = false
        // An unlimited level has a single row for any number of slots.
        if !tiers[segment.tier].isUnlimited { segment.slots = row - 1 }
      }
    }
  }

  private func states(_ place: Segment.Place) -> Range<Int> {
    switch place {
    case .suffix(let start): return start..<grid.stateCount
    case .onGrid(let interval):
      let end = grid.state(ofUnit: interval.start + interval.length, scale: interval.scale)
      return grid.state(ofUnit: interval.start, scale: interval.scale)..<end
    }
  }

  /// Returns P's choice.
  private func choice(of segment: Segment) -> Choice {
    let tier = tiers[segment.tier]
    switch segment.place {
    case .suffix(let start):
      let row = min(segment.slots, tier.suffixes.count)
      let code = tier.suffixes[row - 1].code(start)
      switch code {
      case MultiResolutionSuffix.Row.low: return .release
      case MultiResolutionSuffix.Row.alone: return .alone
      case MultiResolutionSuffix.Row.onGrid: return .onGrid(grid.suffix(from: start))
      default:
        let (scale, length) = MultiResolutionSuffix.Row.left(code)
        return .split(left: DyadicGrid.Interval(scale: scale, start: start >> scale, length: length), row: row)
      }
    case .onGrid(let interval):
      let row = min(segment.slots, tier.rows[interval.scale].count)
      let units = tier.rows[interval.scale][row - 1].split(grid.index(of: interval))
      if units == 0 { return .release }
      if interval.scale > 0 && units == Self.alone(width: grid.width) { return .alone }
      return .split(
        left: DyadicGrid.Interval(scale: interval.scale, start: interval.start, length: units), row: row)
    }
  }

  /// True if O writes the first state to the segment's tier.
  private func stores(_ segment: Segment) -> Bool {
    precondition(segment.tier >= 0, "a chain with steps is stored somewhere")
    let tier = tiers[segment.tier]
    if segment.slots == 0 { return false }
    switch segment.place {
    case .suffix(let start): return tier.suffixes[min(segment.slots, tier.suffixes.count) - 1].stores(start)
    case .onGrid(let interval):
      let rows = tier.rows[interval.scale]
      return !rows.isEmpty && rows[min(segment.slots, rows.count) - 1].stores(grid.index(of: interval))
    }
  }

  /// Returns the segment in which all slots of a tier are free and the first state is only in the buffer.
  private func entry(_ tier: Int, _ place: Segment.Place) -> Segment {
    Segment(place: place, tier: tier, slots: tier < 0 ? 0 : tiers[tier].slots, isStored: false)
  }
}
