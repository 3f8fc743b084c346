/// Fills the levels of a ``SizeTable`` one after another, keeping costs only for rows that may still be read.
struct SizeTableBuilder<Entry: TableEntry> {
  private typealias Saturating = SaturatingCost<Entry>

  private let forwardCosts: [Entry]
  private let intervals: Int
  private var budget: TableBudget
  private let entryLimit: Int
  private var entries = 0
  /// low(i, j), by interval; here, as wherever splits do not run over k, those with the same start are adjacent.
  private var low: SizeCosts<Entry>

  static func table(
    _ forwardCosts: [Int], _ places: [SizeTable.TierInput], _ limits: SizeTable.Limits
  ) throws(PlanningError) -> (tiers: [SizeTable.Tier], optimum: Entry) {
    var builder = try Self(forwardCosts, limits)
    var tiers: [SizeTable.Tier] = []
    for (number, place) in places.enumerated() {
      // Only the whole chain enters the slowest level.
      let entering = number == places.count - 1 ? 1 : forwardCosts.count
      if let tier = try builder.tier(place, entering: entering) { tiers.append(tier) }
    }
    return (tiers, builder.low[forwardCosts.count])
  }

  private init(_ forwardCosts: [Int], _ limits: SizeTable.Limits) throws(PlanningError) {
    let length = forwardCosts.count
    budget = TableBudget(intervalsOfLength: length, limit: limits.memory)
    // Alive besides the rows: low, its successor, O of the current row, and its block minima.
    try budget.spend(bytesPerEntry: 4 * MemoryLayout<Entry>.size)
    if length > IntervalSpace.maximumLength { try budget.spend(bytesPerEntry: limits.memory) }
    entryLimit = limits.entries
    intervals = IntervalSpace(length: length).count
    self.forwardCosts = forwardCosts.map(Saturating.entry)
    low = SizeCosts(repeating: Saturating.unreachable, count: intervals)
    for state in 0...length { low[IntervalSpace.row(state, length: length) + state] = 0 }
  }

  /// Adds a level and returns its choices, or nil if no interval uses it.
  private mutating func tier(_ place: SizeTable.TierInput, entering: Int) throws(PlanningError) -> SizeTable.Tier? {
    let grid = place.grid
    let limit = max(forwardCosts.count, (entryLimit - entries) / intervals)
    guard let amounts = grid.rows(entering: entering, limit: limit) else { throw tooMuchWork(rows: limit + 1) }
    let count = min(Int128(amounts.count) * Int128(intervals), Int128(entryLimit - entries))
    PlanningProgress.begin(.sizeTable, count: count)
    try budget.spend(bytesPerEntry: 1)
    var tier = SizeTable.Tier(
      level: place.index, grid: grid, rows: [], isEntered: Array(repeating: false, count: intervals))
    let builder = SizeRowBuilder(
      forwardCosts: forwardCosts, sizes: grid.sizes, writeCost: Saturating.entry(place.level.writeCost),
      readCost: Saturating.entry(place.level.readCost), intervals: intervals)
    let next = SizeCosts<Entry>(repeating: 0, count: intervals)
    for interval in 0..<intervals { next[interval] = low[interval] }
    // The rows that may still be read, and the free space from which on they are equal.
    var kept: [(free: Int, costs: SizeCosts<Entry>)] = []
    var equalFrom = 0
    let largest = grid.largest
    for (number, free) in amounts.enumerated() {
      while let oldest = kept.first, free - oldest.free > largest {
        kept.removeFirst()
        budget.refund(bytesPerEntry: MemoryLayout<Entry>.size)
      }
      try budget.spend(bytesPerEntry: 2 + MemoryLayout<Entry>.size)
      entries += intervals
      if entries > entryLimit { throw tooMuchWork(rows: amounts.count - number - 1) }
      let what = "states of row \(number + 1), of at most \(amounts.count)"
      let (row, costs) = try builder.row(free: free, low: low, what: what) { Self.costs($0, in: kept) }
      if let before = kept.last, before.costs.equals(costs) {
        // Nothing to do: the run of equal rows continues.
      } else {
        equalFrom = free
      }
      kept.append((free, costs))
      tier.rows.append(row)
      let isLast = free - equalFrom >= largest
      for state in 0..<entering where grid.free[state] == free || (isLast && grid.free[state] > free) {
        enter(state, costs, place.level, next, &tier)
      }
      if isLast { break }
    }
    budget.refund(bytesPerEntry: kept.count * MemoryLayout<Entry>.size)
    low = next
    return tier.isEntered.contains(true) ? tier : nil
  }

  /// Updates the intervals from x_state for which the level helps, with nothing else stored there.
  private func enter(
    _ state: Int, _ costs: SizeCosts<Entry>, _ level: Level, _ next: SizeCosts<Entry>, _ tier: inout SizeTable.Tier
  ) {
    let writeCost = Saturating.entry(level.writeCost)
    let row = IntervalSpace.row(state, length: forwardCosts.count)
    for interval in row + state + 1...row + forwardCosts.count {
      let written = Saturating.sum(writeCost, costs[interval])
      if written < low[interval] {
        next[interval] = written
        tier.isEntered[interval] = true
      }
    }
  }

  /// Returns the row with the given number of free units.
  private static func costs(_ free: Int, in kept: [(free: Int, costs: SizeCosts<Entry>)]) -> SizeCosts<Entry>? {
    var (low, high) = (0, kept.count - 1)
    while low <= high {
      let middle = (low + high) / 2
      if kept[middle].free == free { return kept[middle].costs }
      if kept[middle].free < free { low = middle + 1 } else { high = middle - 1 }
    }
    return nil
  }

  private func tooMuchWork(rows: Int) -> PlanningError {
    let count = Int128(entries) + Int128(rows) * Int128(intervals)
    return .tooMuchWork(what: .tableEntries, count: Int(clamping: count), limit: entryLimit)
  }
}
