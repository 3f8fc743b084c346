/// The level recurrence over intervals, for states of different sizes: the best *persistent* schedule.
///
/// A schedule is persistent if a stored state stays until its backward step, or until faster levels reverse the rest of
/// its interval. With s_k the units of x_k on a level, m the free units besides x_i, f(i, k) the cost of the steps from
/// x_i to x_k, low(i, j) the cost of x_i ... x_j on the faster levels alone, write cost w and read cost r; backward
/// steps are added at the end:
///
///     P(i, j, m) = min( low(i, j),  min over i < k <= j of  f(i, k) + O(k, j, m) + r + P(i, k-1, m) )   x_i stored
///     O(k, j, m) = min( low(k, j),  w + P(k, j, m - s_k) if s_k <= m ),      P(i, i, m) = O(i, i, m) = 0
///
/// The next level's low(i, j) is min( low(i, j), w + P(i, j, M - s_i) ), M all units of the level. On a level with
/// slots every state takes 1 unit, on an unlimited level none. With one level this is the best persistent schedule,
/// which is not always the best of all; with several, the levels are also planned one after another.
///
/// P is non-decreasing in j. By induction on the length, for P(i, j-1, m) <= P(i, j, m): low and, by induction, O do
/// not decrease with j, so a split at k < j is as good for the shorter interval; one at k = j costs at least P(i, j-1,
/// m). ``IntervalSplitScan`` relies on this. P may increase with i on slower levels, and O on any, since a later state may
/// be larger.
///
/// Row m depends only on the rows m - s_k. So only sums of sizes below M are tabulated; and if all rows from a to b are
/// equal and no state takes more than b - a, every later row equals row b.
///
/// - Complexity: at most O(l^3 x rows) time, pruned as in ``IntervalSplitScan``; O(l^2 x rows) memory, 2 bytes per interval
///   and row, plus 4 or 8 for each row that may still be read, at most the largest state back.
struct SizeTable: Sendable {
  /// The choices for one level and number of free units besides x_i, by interval.
  struct Row: Sendable {
    let free: Int
    var choices: IntervalChoices
  }

  /// A level to be tabulated.
  struct TierInput: Sendable {
    /// The level's index in the problem.
    let index: Int
    let level: Level
    let grid: SizeGrid
  }

  /// One level of the table.
  struct Tier: Sendable {
    let level: Int
    let grid: SizeGrid
    /// In order of increasing free space; more free space than the last row's changes nothing.
    var rows: [Row]
    /// By interval: whether x_i is stored here if nothing else is.
    var isEntered: [Bool]

    /// Returns the index of the row for the given number of free units, or of the last row.
    func row(free: Int) -> Int { min(rows.partitioningIndex { $0.free >= free }, rows.count - 1) }
  }

  /// The limits of a table.
  struct Limits: Sendable {
    /// The most bytes.
    var memory = PlanningMemory.current.limit
    /// The most entries, intervals times rows: up to a minute of work.
    var entries = PlanningEffort.share(of: standardEntries)

    private static let standardEntries = 150_000_000

    /// The bytes of a table with two rows.
    static func leastMemory(length: Int) -> Int {
      Int(clamping: IntervalSpace.count(length) * 96)
    }

    /// True if the entries, not the memory, limit the rows.
    func areEntriesFewer(length: Int) -> Bool {
      let intervals = IntervalSpace.count(length)
      return Int128(entries) / intervals < Int128(memory) / (intervals * 12) - 6
    }

    /// Returns the most rows of one of `tiers` levels.
    func rows(length: Int, tiers: Int) -> Int {
      let intervals = IntervalSpace.count(length)
      let byMemory = Int128(memory) / (intervals * 12) - 6
      return max(0, Int(min(Int128(entries) / intervals, byMemory)) / max(1, tiers))
    }
  }

  /// The chain's length.
  let length: Int
  let tiers: [Tier]
  /// The best makespan without the backward steps, saturated.
  let optimum: UInt

  /// Tabulates forward steps that cost `forwardCosts` over `places`, given fastest first.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` or ``PlanningError/tooMuchWork(what:count:limit:)`` before the
  ///   rows outgrow the limits.
  init(forwardCosts: [Int], places: [TierInput], limits: Limits = Limits()) throws(PlanningError) {
    length = forwardCosts.count
    if SaturatingCost<UInt32>.mayHold(forwardCosts) {
      let narrow = try SizeTableBuilder<UInt32>.table(forwardCosts, places, limits)
      if narrow.optimum < SaturatingCost<UInt32>.unreachable {
        (tiers, optimum) = (narrow.tiers, UInt(narrow.optimum))
        return
      }
    }
    (tiers, optimum) = try SizeTableBuilder<UInt>.table(forwardCosts, places, limits)
  }
}
