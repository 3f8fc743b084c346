/// The recurrence of ``IntervalLevelTable`` with the runs that each step may still have, as in ``LimitedRunTable``.
///
/// Ties: as in ``IntervalLevelTable``.
///
/// - Complexity: N times that of ``IntervalLevelTable`` for N runs.
struct LimitedIntervalTable: Sendable {
  /// One level of the table and its index in the problem.
  struct Tier: Sendable {
    var level: Int
    var isUnlimited: Bool
    /// Row m - 1 is for m free slots, its entry N - 1 for N runs.
    var rows: [[IntervalChoices]]
  }

  let tiers: [Tier]
  let maxRuns: Int
  /// The best makespan without the backward steps, saturated.
  let optimum: UInt

  /// The most entries, intervals times rows times runs: a minute's work.
  private static var entryLimit: Int { PlanningEffort.share(of: 1 << 27) }

  /// By runs, the costs by interval.
  private typealias Layers = [[UInt]]

  /// Tabulates forward steps that cost `forwardCosts` over `levels`, given fastest first, with at most `maxRuns` runs of each.
  ///
  /// - Throws: ``PlanningError/tooManySteps(length:limit:)``, ``PlanningError/tableTooLarge(bytes:limit:)``,
  ///   ``PlanningError/tooMuchWork(what:count:limit:)``.
  init(_ forwardCosts: [Int], maxRuns: Int, levels: [IndexedLevel]) throws(PlanningError) {
    let length = forwardCosts.count
    if length > IntervalSpace.maximumLength {
      throw .tooManySteps(length: length, limit: IntervalSpace.maximumLength)
    }
    let space = IntervalSpace(length: length)
    var budget = TableBudget(intervalsOfLength: length, limit: PlanningMemory.current.limit)
    try budget.spend(bytesPerEntry: 8 * 3 * (maxRuns + 1))
    var none = [UInt](repeating: SaturatingCost.unreachable, count: space.count)
    for state in 0...length { none[IntervalSpace.column(state) + state] = 0 }
    var low = Layers(repeating: none, count: maxRuns + 1)
    let costs = forwardCosts.map(SaturatingCost<UInt>.entry)
    var tiers: [Tier] = []
    var entries = 0
    for (index, level) in levels.usable {
      var tier = Tier(level: index, isUnlimited: level.isUnlimited(forLength: length), rows: [])
      let builder = Builder(costs: costs, level: level, maxRuns: maxRuns, low: low)
      let slots = tier.isUnlimited ? 1 : min(level.slots ?? 1, length)
      while tier.rows.count < slots {
        entries += space.count * maxRuns
        if entries > Self.entryLimit {
          PlanningEffort.meet()
          throw .tooMuchWork(what: .intervalEntries, count: entries, limit: Self.entryLimit)
        }
        try budget.spend(bytesPerEntry: 2 * maxRuns)
        let (rows, inBuffer) = try builder.rows(right: tier.isUnlimited ? nil : low)
        // Equal right parts give equal rows from here on.
        if !tier.isUnlimited && inBuffer == low { break }
        tier.rows.append(rows)
        low = inBuffer
      }
      if !tier.rows.isEmpty { tiers.append(tier) }
    }
    (self.tiers, self.maxRuns, optimum) = (tiers, maxRuns, low[maxRuns][IntervalSpace.column(length)])
  }

  /// Fills the rows of one level.
  private struct Builder {
    let costs: [UInt]
    let level: Level
    let maxRuns: Int
    /// The costs on faster levels, by runs.
    let low: Layers

    /// Returns the rows whose right parts cost `right`, or the rows' own costs if nil; and their O.
    ///
    /// Starts run from last to first, so that P is kept for one start, by runs and end.
    func rows(right: Layers?) throws(PlanningError) -> (rows: [IntervalChoices], inBuffer: Layers) {
      typealias Saturating = SaturatingCost<UInt>
      let length = costs.count
      let count = low[0].count
      var choices = [[UInt16]](repeating: [UInt16](repeating: 0, count: count), count: maxRuns)
      var inBuffer = low
      let (write, read) = (Saturating.entry(level.writeCost), Saturating.entry(level.readCost))
      // left[k] = f(i, k) + r + P(i, k - 1) with one run less.
      var left = [UInt](repeating: 0, count: length + 1)
      for start in (0..<length).reversed() {
        try PlanningProgress.report("states of a row", done: length - start, total: length)
        // P(i, j) with one run less, by j.
        var fewer = [UInt](repeating: SaturatingCost.unreachable, count: length + 1)
        fewer[start] = 0
        for runs in 1...maxRuns {
          var stored = fewer
          var travel = read
          var split = start + 1
          for end in start + 1...length {
            travel = Saturating.sum(travel, costs[end - 1])
            left[end] = Saturating.sum(travel, fewer[end - 1])
            let column = IntervalSpace.column(end)
            let limit = low[runs][column + start]
            var choice: UInt16 = 0
            stored[end] = limit
            let found = left.withUnsafeBufferPointer { left in
              (right?[runs] ?? inBuffer[runs]).withUnsafeBufferPointer { right in
                IntervalSplitScan.best(
                  left: address(left.baseAddress), right: address(right.baseAddress) + column, first: start + 1,
                  last: end, guess: split, below: limit)
              }
            }
            if let found {
              stored[end] = found.cost
              split = found.split
              choice = UInt16(truncatingIfNeeded: split - start)
            }
            let written = Saturating.sum(write, stored[end])
            if written < limit { choice |= IntervalChoices.storeBit }
            choices[runs - 1][column + start] = choice
            inBuffer[runs][column + start] = min(written, limit)
          }
          fewer = stored
        }
      }
      return (choices.map(IntervalChoices.init), inBuffer)
    }
  }
}

extension LimitedIntervalTable: SegmentPlan {
  /// A segment's place in the table.
  struct Place: Hashable, Sendable {
    var start: Int
    /// The slowest tier that the segment may still use; -1 for none.
    var tier: Int
    /// The tier's free slots, including that of the segment's own first state; 0 ... its rows.
    var slots: Int
    /// True if the tier holds the segment's first state.
    var isStored: Bool
  }

  /// A segment's place in the table, and the runs that its steps may still have.
  struct State: Hashable, Sendable {
    var place: Place
    var runs: Int
  }

  var root: State { State(place: entry(tiers.count - 1, start: 0), runs: maxRuns) }

  /// The walk of ``LevelTable`` and ``IntervalLevelTable``. A protocol for the three would be longer than the walk, since rows
  /// are found by length, by interval and room, or by interval, slots and runs.
  func decision(for state: State, length: Int) -> SegmentDecision<State> {
    var place = state.place
    let interval = IntervalSpace.column(place.start + length) + place.start
    if place.isStored {
      let tier = tiers[place.tier]
      if length == 0 { return .backward(discarding: tier.level) }
      let advance = tier.rows[place.slots - 1][state.runs - 1].advance(interval)
      if advance == 0 {
        return .release(
          level: tier.level, next: State(place: entry(place.tier - 1, start: place.start), runs: state.runs))
      }
      place.start += advance
      place.isStored = false
      // An unlimited level has a single row for any number of slots.
      if !tier.isUnlimited { place.slots -= 1 }
      return .split(
        steps: advance, right: State(place: place, runs: state.runs), level: tier.level,
        left: State(place: state.place, runs: state.runs - 1))
    }
    if length == 0 { return .backward(discarding: nil) }
    while place.slots == 0 || !tiers[place.tier].rows[place.slots - 1][state.runs - 1].stores(interval) {
      place = entry(place.tier - 1, start: place.start)
    }
    place.isStored = true
    return .write(level: tiers[place.tier].level, next: State(place: place, runs: state.runs))
  }

  /// Returns the state in which all slots of a tier are free and the segment's first state is only in the buffer.
  private func entry(_ tier: Int, start: Int) -> Place {
    Place(start: start, tier: tier, slots: tier < 0 ? 0 : tiers[tier].rows.count, isStored: false)
  }
}
