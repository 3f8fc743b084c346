/// The level recurrence of ``LevelTable`` over intervals, for chains whose forward steps, or sizes of states, differ: the
/// best *persistent* schedule.
///
/// A schedule is persistent if a stored state stays until its backward step, or until faster levels reverse the rest of
/// its interval. With s_k the units of x_k on a level, m the free units besides x_i, f(i, k) the cost of the steps from
/// x_i to x_k, low(i, j) the cost of x_i ... x_j on the faster levels alone (low(i, i) = 0; below the fastest nothing else
/// is possible), write cost w and read cost r; every schedule runs each backward step once, so their cost is added at the
/// end:
///
///     P(i, j, m) = min( low(i, j),  min over i < k <= j of  f(i, k) + O(k, j, m) + r + P(i, k-1, m) )   x_i stored
///     O(k, j, m) = min( low(k, j),  w + P(k, j, m - s_k) if s_k <= m ),      P(i, i, m) = O(i, i, m) = 0
///
/// The next level's low(i, j) is min( low(i, j), w + P(i, j, M - s_i) ), M all units of the level. On a level with
/// slots every state takes 1 unit, on an unlimited level none. On one level of slots this is the optimum, equal to the
/// vector recurrence of ``IntervalVectorTable``; of sizes it is the best persistent schedule, which is not always the best
/// of all. With several levels, planned one after another, it is not always optimal, even if costs grow from level to
/// level, since a far state may deserve the faster level.
///
/// P is non-decreasing in j. By induction on the length, for P(i, j-1, m) <= P(i, j, m): low and, by induction, O do
/// not decrease with j, so a split at k < j is as good for the shorter interval; one at k = j costs at least P(i, j-1,
/// m). With slots alone P and O are non-increasing in i too. For P(i+1, j, m) <= P(i, j, m): a split at k > i + 1 is as
/// good for x_{i+1}; one at k = i + 1 costs at least O(i+1, j, m), which is low(i+1, j) or w + P(i+1, j, m-1), and neither
/// is less than P(i+1, j, m). Where sizes differ a later state may be larger. ``IntervalSplitScan`` relies on this.
///
/// Row m depends only on the rows m - s_k. So only sums of sizes below M are tabulated; and if all rows from a to b are
/// equal and no state takes more than b - a, every later row equals row b.
///
/// Ties: a faster level before a split, not storing before storing; between splits ``IntervalSplitScan`` decides.
///
/// ``RoomTable`` finds the same on one level, but compares every split of every interval: three times the work for 800
/// unequal steps and 20 slots.
///
/// - Complexity: at most O(l^3 x rows) time, pruned as in ``IntervalSplitScan``; O(l^2 x rows) memory, 2 bytes per interval
///   and row, plus 4 or 8 for each row that may still be read, at most the largest state back.
struct IntervalLevelTable: Sendable {
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

    /// True where slots are counted: then ``IntervalTableRoom`` says beforehand what does not fit.
    var isOfSlots = false

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
    // 32-bit entries saturate; if the result fits, it is exact at half the memory.
    if SaturatingCost<UInt32>.mayHold(forwardCosts) {
      let narrow = try Self.tabulate(UInt32.self, forwardCosts, places, limits)
      if narrow.optimum < SaturatingCost<UInt32>.unreachable {
        (tiers, optimum) = (narrow.tiers, UInt(narrow.optimum))
        return
      }
    }
    (tiers, optimum) = try Self.tabulate(UInt.self, forwardCosts, places, limits)
  }

  private static func tabulate<Entry: TableEntry>(
    _ type: Entry.Type, _ forwardCosts: [Int], _ places: [TierInput], _ limits: Limits
  ) throws(PlanningError) -> (tiers: [Tier], optimum: Entry) {
    limits.isOfSlots
      ? try inSlots(type, forwardCosts, places, limits)
      : try IntervalTableBuilder.table(forwardCosts, places, limits, .sizeTable)
  }
}
