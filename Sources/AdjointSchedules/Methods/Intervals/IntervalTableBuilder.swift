/// Fills the levels of an ``IntervalLevelTable`` one after another, keeping costs only for rows that may still be read.
struct IntervalTableBuilder<Entry: TableEntry> {
  private typealias Saturating = SaturatingCost<Entry>

  private let forwardCosts: [Entry]
  private let intervals: Int
  private var budget: TableBudget
  private let entryLimit: Int
  /// The work to announce, if any.
  private let work: PlanningWork?
  /// True if later states never cost more than earlier ones: where all levels count slots.
  private let isFalling: Bool
  private var entries = 0
  /// low(i, j), by interval; here, as wherever splits do not run over k, those with the same start are adjacent.
  private var low: IntervalCosts<Entry>

  static func table(
    _ forwardCosts: [Int], _ places: [IntervalLevelTable.TierInput], _ limits: IntervalLevelTable.Limits,
    _ work: PlanningWork?
  ) throws(PlanningError) -> (tiers: [IntervalLevelTable.Tier], optimum: Entry) {
    var builder = try Self(forwardCosts, limits, work, isFalling: places.allSatisfy(\.grid.isInSlots))
    var tiers: [IntervalLevelTable.Tier] = []
    for (number, place) in places.enumerated() {
      // Only the whole chain enters the slowest level.
      let entering = number == places.count - 1 ? 1 : forwardCosts.count
      if let tier = try builder.tier(place, entering: entering) { tiers.append(tier) }
    }
    return (tiers, builder.low[forwardCosts.count])
  }

  private init(
    _ forwardCosts: [Int], _ limits: IntervalLevelTable.Limits, _ work: PlanningWork?, isFalling: Bool
  ) throws(PlanningError) {
    let length = forwardCosts.count
    (self.work, self.isFalling) = (work, isFalling)
    budget = TableBudget(intervalsOfLength: length, limit: limits.memory)
    // Alive besides the rows: low, O of the current row, and its block minima.
    try budget.spend(bytesPerEntry: (isFalling ? 2 : 3) * MemoryLayout<Entry>.size)
    if length > IntervalSpace.maximumLength { try budget.spend(bytesPerEntry: limits.memory) }
    entryLimit = limits.entries
    intervals = IntervalSpace(length: length).count
    self.forwardCosts = forwardCosts.map(Saturating.entry)
    low = IntervalCosts(repeating: Saturating.unreachable, count: intervals)
    for state in 0...length { low[IntervalSpace.row(state, length: length) + state] = 0 }
  }

  /// Adds a level and returns its choices, or nil if no interval uses it.
  private mutating func tier(
    _ place: IntervalLevelTable.TierInput, entering: Int
  ) throws(PlanningError) -> IntervalLevelTable.Tier? {
    let grid = place.grid
    let limit = max(forwardCosts.count, (entryLimit - entries) / intervals)
    guard let amounts = grid.rows(entering: entering, limit: limit) else { throw tooMuchWork(rows: limit + 1) }
    let count = min(Int128(amounts.count) * Int128(intervals), Int128(entryLimit - entries))
    try budget.spend(bytesPerEntry: 1)
    var tier = IntervalLevelTable.Tier(
      level: place.index, grid: grid, rows: [], isEntered: Array(repeating: false, count: intervals))
    let builder = IntervalRowBuilder(
      forwardCosts: forwardCosts, sizes: grid.sizes, writeCost: Saturating.entry(place.level.writeCost),
      readCost: Saturating.entry(place.level.readCost), intervals: intervals, isFalling: isFalling)
    // The successor of low, where rows that read low are still to come.
    var next: IntervalCosts<Entry>?
    // The rows that may still be read, and the free space from which on they are equal.
    var kept: [(free: Int, costs: IntervalCosts<Entry>)] = []
    var equalFrom = 0
    let largest = grid.largest
    for (number, free) in amounts.enumerated() {
      while let oldest = kept.first, free - oldest.free > largest {
        kept.removeFirst()
        budget.refund(bytesPerEntry: MemoryLayout<Entry>.size)
      }
      try budget.spend(bytesPerEntry: 2 + MemoryLayout<Entry>.size)
      // A table whose first row has no room is not announced.
      if number == 0, let work { PlanningProgress.begin(work, count: count) }
      entries += intervals
      if entries > entryLimit { throw tooMuchWork(rows: amounts.count - number - 1) }
      let unit = ProgressUnit.rowStates(row: number + 1, most: amounts.count)
      let (row, costs) = try builder.row(free: free, low: low, unit: unit) { Self.costs($0, in: kept) }
      if let before = kept.last, before.costs.equals(costs) {
        // Nothing to do: the run of equal rows continues.
      } else {
        equalFrom = free
      }
      kept.append((free, costs))
      tier.rows.append(row)
      let isLast = free - equalFrom >= largest
      for state in 0..<entering where grid.free[state] == free || (isLast && grid.free[state] > free) {
        if next == nil && !isLast && number + 1 < amounts.count {
          try budget.spend(bytesPerEntry: MemoryLayout<Entry>.size)
          next = low.copy(count: intervals)
        }
        enter(state, costs, place.level, next ?? low, &tier)
      }
      if isLast { break }
    }
    budget.refund(bytesPerEntry: (kept.count + (next == nil ? 0 : 1)) * MemoryLayout<Entry>.size)
    low = next ?? low
    // Of slots a tier is kept: a state that is stored there already may stay although another would not be written.
    return isFalling || tier.isEntered.contains(true) ? tier : nil
  }

  /// Updates the intervals from x_state for which the level helps, with nothing else stored there.
  private func enter(
    _ state: Int, _ costs: IntervalCosts<Entry>, _ level: Level, _ next: IntervalCosts<Entry>,
    _ tier: inout IntervalLevelTable.Tier
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
  private static func costs(_ free: Int, in kept: [(free: Int, costs: IntervalCosts<Entry>)]) -> IntervalCosts<Entry>? {
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
