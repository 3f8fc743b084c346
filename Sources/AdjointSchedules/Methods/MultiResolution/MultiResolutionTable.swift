/// The level recurrence of ``IntervalLevelTable`` on the intervals of a ``DyadicGrid``, for chains of any length with
/// unequal forward steps.
///
/// The recurrence is the same, but an interval of more than W / 2 units is split only between units: long intervals
/// have coarse splits, short ones all splits. The result is a valid schedule, the best with such splits; with W >= l +
/// 1 it is the table over all intervals.
///
/// Sums are kept as `Float`, which is enough to compare splits that differ by more than a ten-millionth. No makespan is
/// taken from them: ``tree(forwardCosts:levels:)`` records the choices, and their cost is computed in integers.
///
/// On each scale, a level's rows end where another slot changes nothing on that scale and finer ones. Short intervals
/// use few slots, so the scales with most intervals have the fewest rows.
///
/// Ties: as in ``IntervalLevelTable`` a faster level is preferred to a split, and not storing to storing; of splits with the
/// same sum the first.
///
/// - Complexity: O(l W^2 rows) time and O(l W rows) memory at most, one byte per interval and row (two if W > 128),
///   plus 16 l W bytes for the sums.
struct MultiResolutionTable: Sendable {
  /// The choices at one scale with one number of free slots: by length, then by first unit.
  ///
  /// A choice is the number of units of the left part, 0 for "as the faster levels" or ``alone`` for "from its first
  /// state alone", plus one bit for "stored".
  struct Row: Sendable {
    var low: [UInt8]
    /// The bits of the choice beyond the first eight; empty if W <= 128.
    var high: [UInt8]

    /// Returns the choice without the bit.
    func split(_ index: Int) -> Int {
      high.isEmpty ? Int(low[index] & 0x7F) : Int(low[index]) | Int(high[index] & 0x7F) << 8
    }

    /// True if storing x_i is better than the faster levels alone.
    func stores(_ index: Int) -> Bool { (high.isEmpty ? low[index] : high[index]) & 0x80 != 0 }
  }

  /// One level of the table and its index in the problem.
  struct Tier: Sendable {
    var level: Int
    var isUnlimited: Bool
    /// By scale; row m - 1 is for m free slots, and more slots than rows change nothing on that scale.
    var rows: [[Row]]
    /// The rows of the intervals that end with the chain, which use most slots.
    var suffixes: [MultiResolutionSuffix.Row]

    var slots: Int { suffixes.count }
  }

  /// The greatest W: a choice of ``MultiResolutionSuffix`` has nine bits for a length.
  static let maximumWidth = 512

  /// The choice to reverse an interval from its first state alone, above the finest scale, where no split has so many
  /// units on the left.
  static func alone(width: Int) -> Int { width > 128 ? 0x7FFF : 0x7F }

  let grid: DyadicGrid
  let tiers: [Tier]
  /// The number of sums compared.
  let work: Int

  /// Tabulates forward steps over `levels`, given fastest first.
  ///
  /// - Parameters:
  ///   - width: W.
  ///   - workLimit: The most sums to compare.
  ///   - memoryLimit: The most bytes.
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)``, ``PlanningError/notEnoughMemory(bytes:available:)``,
  ///   ``PlanningError/tooMuchWork(what:count:limit:)``, ``PlanningError/cancelled``.
  init(
    forwardCosts: [Int], levels: [IndexedLevel], width: Int, workLimit: Int = .max,
    memoryLimit: Int = PlanningMemory.current.limit
  ) throws(PlanningError) {
    let grid = DyadicGrid(stateCount: forwardCosts.count + 1, width: width)
    var memory = MemoryBudget(limit: memoryLimit)
    try memory.spend(MultiResolutionSums.bytes(of: grid) + MultiResolutionSuffix.bytes(of: grid))
    let sums = MultiResolutionSums(grid: grid, forwardCosts: forwardCosts)
    var suffix = MultiResolutionSuffix(sums: sums)
    var tiers: [Tier] = []
    var work = 0
    for (index, level) in levels.usable {
      let isUnlimited = level.isUnlimited(forLength: forwardCosts.count)
      var builder = MultiResolutionBuilder(
        sums: sums, level: level, isUnlimited: isUnlimited, work: work, workLimit: workLimit)
      let (rows, suffixes) = try builder.fill(&suffix, &memory)
      work = builder.work
      // A level that no interval enters is omitted, since none of its choices are read.
      if !suffixes.isEmpty {
        tiers.append(Tier(level: index, isUnlimited: isUnlimited, rows: rows, suffixes: suffixes))
      }
    }
    (self.grid, self.tiers, self.work) = (grid, tiers, work)
  }
}
