/// The recurrence of H-Revolve, tabulated over lengths and free slots, level by level.
///
/// With low(n) the best makespan of a chain of length n that uses only faster levels (low(0) = ub, and below the
/// fastest level nothing else is possible), and for a level with c slots, write cost w and read cost r:
///
///     P(n, m) = min( low(n), min over 1 <= j <= n of  j uf + O(n-j, m-1) + r + P(j-1, m) )   x_0 stored at the level
///     O(n, m) = min( low(n), w + P(n, m) ),   O(n, 0) = low(n)                               x_0 only in the buffer
///
/// O(., c) is the next level's low. Without a bound on the slots m is dropped: O and P refer to themselves. Revolve is
/// one level with w = r = 0, Disk-Revolve a second one without a bound. The inner minimum includes j = n: when memory
/// is not free, the last state may deserve no slot at all.
///
/// Ties: a faster level is preferred to a split, a longer advance j to a shorter one, and not storing to storing.
///
/// - Complexity: O(l^2 x rows) time and O(l x rows) memory, 4 bytes an entry, with one row a slot; a level's rows end
///   where one more slot changes nothing, since all further ones would be equal.
///
/// J. Herrmann, G. Pallez, H-Revolve, ACM TOMS 46 (2020), doi:10.1145/3378672; G. Aupy, J. Herrmann, P. Hovland,
/// Y. Robert, Optimal multistage algorithm for adjoint computation, SIAM J. Sci. Comput. 38 (2016),
/// doi:10.1137/15M1019222.
struct LevelTable: Sendable {
  /// The choices at one level with one number of free slots, by length.
  struct Row: Sendable {
    /// The advance j of P(n, m), 0 for "as low(n)"; with `storeBit` when O(n, m) is w + P(n, m) rather than low(n).
    var choices: [UInt32]
    /// How many splits were compared to fill the row.
    var candidates: Int

    static let storeBit: UInt32 = 1 << 31

    func advance(_ n: Int) -> Int { Int(choices[n] & ~Self.storeBit) }
    func stores(_ n: Int) -> Bool { choices[n] & Self.storeBit != 0 }
  }

  /// One level of the table and where it stands in the problem.
  struct Tier: Sendable {
    var level: Int
    var isUnlimited: Bool
    /// Row m - 1 is for m free slots; beyond the last row nothing changes.
    var rows: [Row]
  }

  /// The most bytes that a table may take: 3 GiB, which also keeps an advance within the 31 bits that it has.
  static let memoryLimit = 3 << 30

  let tiers: [Tier]
  /// The best makespan by length, over all levels: O(n, c) of the slowest.
  let optimum: [UInt]

  /// Tabulates a uniform chain over `levels`, given fastest first as pairs of index in the problem and level.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` before the rows outgrow `memoryLimit` bytes.
  init(
    length: Int, forwardCost: Int, backwardCost: Int, levels: [IndexedLevel],
    memoryLimit: Int = Self.memoryLimit
  ) throws(PlanningError) {
    var budget = TableBudget(length: length, limit: memoryLimit)
    // While a level is tabulated seven rows of 8 bytes are alive beside the choices.
    try budget.spend(bytesPerLength: 56)
    var low = [UInt](repeating: SaturatingCost.unreachable, count: length + 1)
    low[0] = UInt(backwardCost)
    var tiers: [Tier] = []
    for (index, level) in levels where level.slots != 0 {
      let builder = RowBuilder(
        low: low, forwardCost: UInt(forwardCost), writeCost: UInt(level.writeCost),
        readCost: UInt(level.readCost))
      let isUnlimited = level.isUnlimited(forLength: length)
      let rows: [Row]
      if isUnlimited {
        try budget.spend(bytesPerLength: 4)
        (rows, low) = builder.unlimitedRow()
      } else {
        (rows, low) = try builder.boundedRows(slots: level.slots ?? 0, budget: &budget)
      }
      tiers.append(Tier(level: index, isUnlimited: isUnlimited, rows: rows))
    }
    self.tiers = tiers
    optimum = low
  }
}
