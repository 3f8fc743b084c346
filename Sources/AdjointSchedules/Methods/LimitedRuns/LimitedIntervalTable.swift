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
        try PlanningProgress.report(.tabulatedStates, done: length - start, total: length)
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

extension LimitedIntervalTable: TierWalk {
  /// A segment's place in the table, and the runs that its steps may still have.
  struct State: TierState {
    var start: Int
    var tier: Int
    /// The tier's free slots, including that of the segment's own first state; 0 ... its rows.
    var slots: Int
    var isStored: Bool
    var runs: Int
  }

  var root: State { entry(tiers.count - 1, start: 0, runs: maxRuns) }

  func level(ofTier tier: Int) -> Int { tiers[tier].level }

  func entering(_ tier: Int, _ state: State) -> State { entry(tier, start: state.start, runs: state.runs) }

  func advance(_ state: State, length: Int) -> Int { row(state).advance(interval(state, length)) }

  func stores(_ state: State, length: Int) -> Bool {
    state.slots > 0 && row(state).stores(interval(state, length))
  }

  func right(of state: State, advance: Int) -> State {
    var right = state
    right.start += advance
    right.isStored = false
    // An unlimited level has a single row for any number of slots.
    if !tiers[state.tier].isUnlimited { right.slots -= 1 }
    return right
  }

  func left(of state: State) -> State {
    var left = state
    left.runs -= 1
    return left
  }

  private func row(_ state: State) -> IntervalChoices { tiers[state.tier].rows[state.slots - 1][state.runs - 1] }

  private func interval(_ state: State, _ length: Int) -> Int {
    IntervalSpace.column(state.start + length) + state.start
  }

  /// Returns the state in which all slots of a tier are free and the segment's first state is only in the buffer.
  private func entry(_ tier: Int, start: Int, runs: Int) -> State {
    State(start: start, tier: tier, slots: tier < 0 ? 0 : tiers[tier].rows.count, isStored: false, runs: runs)
  }
}
