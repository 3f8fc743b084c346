/// The level recurrence of ``LevelTable`` over intervals, for chains whose forward steps differ.
///
/// Every schedule runs each backward step once, so their cost is added at the end and does not affect decisions. With
/// f(i, k) the cost of the steps from x_i to x_k, low(i, j) the cost of x_i ... x_j on the faster levels alone (low(i,
/// i) = 0; below the fastest nothing else is possible), and a level with c slots, write cost w, read cost r:
///
///     P(i, j, m) = min( low(i, j),  min over i < k <= j of  f(i, k) + O(k, j, m-1) + r + P(i, k-1, m) )   x_i stored
///     O(i, j, m) = min( low(i, j),  w + P(i, j, m) ),   O(i, j, 0) = low(i, j),   P(i, i, m) = O(i, i, m) = 0
///
/// O(., ., c) is the next level's low. For an unlimited level m is dropped. With one level this is the optimum, equal
/// to the vector recurrence of ``IntervalVectorTable``. With several it is not always optimal, even if costs grow from
/// level to level, since a far state may deserve the faster level.
///
/// P and O are non-increasing in i and non-decreasing in j. By induction on the length, for P(i+1, j, m) <= P(i, j, m):
/// a split at k > i + 1 is as good for x_{i+1}; one at k = i + 1 costs at least O(i+1, j, m-1), which is low(i+1, j) or
/// w + P(i+1, j, m-1), and neither is less than P(i+1, j, m). For j: a split at k < j is as good for x_i ... x_{j-1},
/// one at k = j costs at least P(i, j-1, m). ``IntervalSplitScan`` relies on this.
///
/// Ties: a faster level before a split, not storing before storing; between splits ``IntervalSplitScan`` decides.
///
/// - Complexity: at most O(l^3 x rows) time, pruned as in ``IntervalSplitScan``, and O(l^2 x rows) memory, 2 bytes per
///   interval and row, with one row per slot; a level's rows end where another slot changes nothing.
struct IntervalLevelTable: Sendable {
  /// One level of the table and its index in the problem.
  struct Tier: Sendable {
    var level: Int
    var isUnlimited: Bool
    /// Row m - 1 is for m free slots; more slots than rows change nothing.
    var rows: [IntervalChoices]
  }

  /// The most entries, intervals times rows: some minutes' work.
  private static var entryLimit: Int { PlanningEffort.share(of: 1 << 28) }

  let tiers: [Tier]
  /// The best makespan without the backward steps, saturated.
  let optimum: UInt

  /// Tabulates forward steps that cost `forwardCosts` over `levels`, given fastest first.
  ///
  /// - Throws: ``PlanningError/tooManyIntervals(bytes:limit:fittingRows:fittingLength:)`` when the rows outgrow
  ///   `memoryLimit` bytes; where ``IntervalTableRoom`` can tell, before one is filled.
  ///   ``PlanningError/tooMuchWork(what:count:limit:)`` when the entries outgrow their limit, likewise.
  init(
    forwardCosts: [Int], levels: [IndexedLevel], memoryLimit: Int = PlanningMemory.current.limit
  ) throws(PlanningError) {
    let levels = levels.usable
    // 32-bit entries saturate; if the result fits, it is exact at half the memory.
    if SaturatingCost<UInt32>.mayHold(forwardCosts) {
      let narrow = try Self.tabulate(UInt32.self, forwardCosts, levels, memoryLimit)
      if narrow.optimum < SaturatingCost<UInt32>.unreachable {
        (tiers, optimum) = (narrow.tiers, UInt(narrow.optimum))
        return
      }
    }
    (tiers, optimum) = try Self.tabulate(UInt.self, forwardCosts, levels, memoryLimit)
  }

  private static func tabulate<Entry: TableEntry>(
    _ type: Entry.Type, _ forwardCosts: [Int], _ levels: [IndexedLevel], _ memoryLimit: Int
  ) throws(PlanningError) -> (tiers: [Tier], optimum: Entry) {
    let length = forwardCosts.count
    let levels = levels.map { Bounded(entry: $0, isUnlimited: $0.level.isUnlimited(forLength: length)) }
    let room = IntervalTableRoom(
      length: length, rows: levels.map(\.maximumRows), entrySize: MemoryLayout<Entry>.size, limit: memoryLimit)
    if room.fittingRows < 1 || length > IntervalSpace.maximumLength { throw room.error }
    let stretch = IntervalTableRoom.dearestStretch(of: forwardCosts)
    if room.isDoubtful, stretch.count < length,
      try Self.rows(type, Array(stretch), levels, rowLimit: room.fittingRows) == nil
    {
      throw room.error
    }
    let intervals = IntervalSpace(length: length).count
    let workableRows = entryLimit / intervals
    if room.hasMoreRows(than: workableRows), stretch.count < length,
      try Self.rows(type, Array(stretch), levels, rowLimit: workableRows) == nil
    {
      PlanningEffort.meet()
      let count = (Int128(workableRows) + 1) * Int128(intervals)
      throw .tooMuchWork(what: .intervalEntries, count: Int(clamping: count), limit: entryLimit)
    }
    let rows = min(Int128(room.fittingRows), levels.reduce(Int128(0)) { $0 + Int128($1.maximumRows) })
    let entries = rows * Int128(intervals)
    // Do not announce what the machine has no memory for.
    try PlanningMemory.reserve(IntervalTableRoom.bytes(length: length, rows: 1, entrySize: MemoryLayout<Entry>.size))
    PlanningProgress.begin(.intervalLevelTable, count: min(entries, Int128(Self.entryLimit)))
    guard let result = try Self.rows(type, forwardCosts, levels, rowLimit: room.fittingRows) else {
      throw room.error
    }
    return result
  }

  /// A level, and whether it has a slot for every state of the chain.
  private struct Bounded {
    var entry: IndexedLevel
    var isUnlimited: Bool

    var maximumRows: Int { isUnlimited ? 1 : entry.level.slots ?? 1 }
  }

  /// Fills the rows, or returns nil if there are more than `rowLimit`.
  private static func rows<Entry: TableEntry>(
    _ type: Entry.Type, _ forwardCosts: [Int], _ levels: [Bounded], rowLimit: Int
  ) throws(PlanningError) -> (tiers: [Tier], optimum: Entry)? {
    let length = forwardCosts.count
    let space = IntervalSpace(length: length)
    var low = [Entry](repeating: SaturatingCost.unreachable, count: space.count)
    for state in 0...length { low[IntervalSpace.column(state) + state] = 0 }
    var tiers: [Tier] = []
    var left = rowLimit
    let entryLimit = entryLimit
    for level in levels {
      let (index, costs) = (level.entry.index, level.entry.level)
      let builder = IntervalRowBuilder(
        low: low, forwardCosts: forwardCosts.map(SaturatingCost<Entry>.entry),
        writeCost: SaturatingCost.entry(costs.writeCost), readCost: SaturatingCost.entry(costs.readCost))
      var rows: [IntervalChoices] = []
      while rows.count < level.maximumRows {
        if left == 0 { return nil }
        left -= 1
        let entries = Int128(rowLimit - left) * Int128(space.count)
        if entries > Int128(entryLimit) {
          PlanningEffort.meet()
          throw .tooMuchWork(what: .intervalEntries, count: Int(clamping: entries), limit: entryLimit)
        }
        try PlanningMemory.reserve(
          IntervalTableRoom.bytes(length: length, rows: rowLimit - left, entrySize: MemoryLayout<Entry>.size))
        let row = try builder.row(right: level.isUnlimited ? nil : low, number: rows.count + 1, of: level.maximumRows)
        // Equal right parts give equal rows from here on, and entering the level costs O.
        if !level.isUnlimited && row.inBuffer == low { break }
        rows.append(row.row)
        low = row.inBuffer
      }
      // A level that no interval enters is omitted, since none of its choices are read.
      if !rows.isEmpty { tiers.append(Tier(level: index, isUnlimited: level.isUnlimited, rows: rows)) }
    }
    return (tiers, low[IntervalSpace.column(length)])
  }
}
