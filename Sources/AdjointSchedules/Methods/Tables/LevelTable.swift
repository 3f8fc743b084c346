/// The recurrence of H-Revolve, tabulated over lengths and free slots, level by level.
///
/// With low(n) the best makespan of a chain of length n that uses only faster levels (low(0) = ub, and below the
/// fastest level nothing else is possible), and for a level with c slots, write cost w and read cost r:
///
///     P(n, m) = min( low(n), min over 1 <= j <= n of  j uf + O(n-j, m-1) + r + P(j-1, m) )   x_0 stored at the level
///     O(n, m) = min( low(n), w + P(n, m) ),   O(n, 0) = low(n)                               x_0 only in the buffer
///
/// O(., c) is the next level's low. For an unlimited level m is dropped: O and P refer to themselves. Revolve is one
/// level with w = r = 0; Disk-Revolve adds an unlimited one. The inner minimum includes j = n: if memory is not free,
/// the last state may not deserve a slot.
///
/// Ties: a faster level before a split, a longer advance j before a shorter one, not storing before storing.
///
/// - Complexity: O(l^2 x rows) time and O(l x rows) memory, 4 bytes per entry, with one row per slot; a level's rows
///   end where another slot changes nothing, since all further ones would be equal.
///
/// J. Herrmann, G. Pallez, H-Revolve, ACM TOMS 46 (2020), doi:10.1145/3378672; G. Aupy, J. Herrmann, P. Hovland,
/// Y. Robert, Optimal multistage algorithm for adjoint computation, SIAM J. Sci. Comput. 38 (2016),
/// doi:10.1137/15M1019222.
struct LevelTable: Sendable {
  /// The choices for one level and number of free slots, by length.
  struct Row: Sendable {
    /// The advance j of P(n, m), 0 for "as low(n)"; with `storeBit` when O(n, m) is w + P(n, m) rather than low(n).
    var choices: [UInt32]
    /// The number of splits compared to fill the row.
    var candidates: Int

    static let storeBit: UInt32 = 1 << 31

    func advance(_ n: Int) -> Int { Int(choices[n] & ~Self.storeBit) }
    func stores(_ n: Int) -> Bool { choices[n] & Self.storeBit != 0 }
  }

  /// One level of the table and its index in the problem.
  struct Tier: Sendable {
    var level: Int
    var isUnlimited: Bool
    /// True if writing and reading are free but steps are not; the fastest tier is then Revolve's. If steps are free,
    /// states need not be stored, and the table stores none.
    var isRevolve: Bool
    /// Row m - 1 is for m free slots; more slots than rows change nothing.
    var rows: [Row]
  }

  /// The most bytes of a table; never more than 16 GiB, which at 8 bytes per entry keeps an advance within its 31 bits.
  static var memoryLimit: Int { min(PlanningMemory.current.uniformLimit, 16 << 30) }

  let tiers: [Tier]
  /// The best makespan by length, over all levels: O(n, c) of the slowest.
  let optimum: [UInt]

  /// The most splits that all rows may compare: up to five minutes of work.
  static let maximumCandidates = 1 << 38

  /// Tabulates a uniform chain over `levels`, given fastest first as pairs of index in the problem and level.
  ///
  /// 32-bit entries are tried first, at half the memory and several times the speed. They saturate, so if the optimum
  /// of the whole chain fits, all its parts do too.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` before the rows outgrow `memoryLimit` bytes, and
  ///   ``PlanningError/tooMuchWork(what:count:limit:)`` once they have compared `candidateLimit` splits.
  init(
    length: Int, forwardCost: Int, backwardCost: Int, levels: [IndexedLevel],
    memoryLimit: Int = Self.memoryLimit, candidateLimit: Int = maximumCandidates
  ) throws(PlanningError) {
    let chain = (length: length, forwardCost: forwardCost, backwardCost: backwardCost)
    let levels = levels.usable
    let candidateLimit = PlanningEffort.share(of: candidateLimit)
    PlanningProgress.begin(
      .levelTable,
      count: min(Int128(candidateLimit), Self.usualCandidates(length: length, levels, memoryLimit: memoryLimit)))
    let narrow = try Self.tabulate(UInt32.self, chain, levels, memoryLimit: memoryLimit, candidateLimit: candidateLimit)
    if narrow.optimum[length] < SaturatingCost<UInt32>.unreachable {
      (tiers, optimum) = (narrow.tiers, narrow.optimum.map(UInt.init))
    } else {
      (tiers, optimum) = try Self.tabulate(
        UInt.self, chain, levels, memoryLimit: memoryLimit, candidateLimit: candidateLimit)
    }
  }

  /// Creates the table of rows that were filled elsewhere.
  init(tiers: [Tier], optimum: [UInt]) {
    (self.tiers, self.optimum) = (tiers, optimum)
  }

  /// Returns the usual number of splits compared if no row is left out: if costs are not convex, about a hundred per
  /// length, see ``SplitSearch``.
  private static func usualCandidates(length: Int, _ levels: [IndexedLevel], memoryLimit: Int) -> Int128 {
    let fitting = Int128(memoryLimit) / (4 * (Int128(length) + 1))
    let rows = levels.reduce(Int128(0)) {
      $0 + Int128($1.level.isUnlimited(forLength: length) ? 1 : $1.level.slots ?? 1)
    }
    return min(rows, fitting) * Int128(length) * Int128(min(length / 2, 128))
  }

  private static func tabulate<Entry: TableEntry>(
    _ type: Entry.Type, _ chain: (length: Int, forwardCost: Int, backwardCost: Int), _ levels: [IndexedLevel],
    memoryLimit: Int, candidateLimit: Int
  ) throws(PlanningError) -> (tiers: [Tier], optimum: [Entry]) {
    var budget = TableBudget(length: chain.length, limit: memoryLimit)
    // While a level is tabulated, up to seven rows of entries and two hulls exist besides the choices.
    try budget.spend(bytesPerEntry: 7 * MemoryLayout<Entry>.size + 32)
    var low = [Entry](repeating: SaturatingCost.unreachable, count: chain.length + 1)
    low[0] = SaturatingCost.entry(chain.backwardCost)
    var tiers: [Tier] = []
    var candidates = 0
    for (index, level) in levels {
      let builder = RowBuilder(
        low: low, forwardCost: SaturatingCost.entry(chain.forwardCost),
        writeCost: SaturatingCost.entry(level.writeCost), readCost: SaturatingCost.entry(level.readCost),
        candidateLimit: candidateLimit - candidates)
      let isUnlimited = level.isUnlimited(forLength: chain.length)
      let rows: [Row]
      if isUnlimited {
        try budget.spend(bytesPerEntry: 4)
        (rows, low) = try builder.unlimitedRow()
      } else {
        (rows, low) = try builder.boundedRows(slots: level.slots ?? 0, budget: &budget)
      }
      candidates += rows.reduce(0) { $0 + $1.candidates }
      tiers.append(
        Tier(level: index, isUnlimited: isUnlimited, isRevolve: level.isFree && chain.forwardCost > 0, rows: rows))
    }
    return (tiers, low)
  }
}
