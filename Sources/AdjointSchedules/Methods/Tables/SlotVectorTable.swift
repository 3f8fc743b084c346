/// The exact recurrence for any platform: the state of a segment is the vector of free slots of all levels.
///
/// With a the free slots, a_s those of level s, and e_s one slot of level s:
///
///     O(n, a)    = min over levels s with a_s > 0 of  w_s + P(n, a - e_s, s)               x_0 only in the buffer
///     S(n, a, s) = min over 1 <= j <= n of  j uf + O(n-j, a) + r_s + P(j-1, a, s)          x_0 at level s, next a split
///     P(n, a, s) = min( S(n, a, s), min over t != s with a_t > 0 of  w_t + S(n, a - e_t + e_s, t) )
///
/// and O(0, a) = P(0, a, s) = ub. The second form of P moves x_0 to another level first; a second move never pays off,
/// since moving directly costs less. An unlimited level always has a free slot and does not appear in the vector.
///
/// Ties: staying before moving, a longer advance before a shorter one, an earlier level before a later one.
///
/// - Complexity: O(l^2 V K) time at most and O(l V K) memory, V = product of (c_k + 1) over the K levels with a bound:
///   one inner minimum for each length, vector and level of x_0, pruned as in ``SplitSearch``.
struct SlotVectorTable: Sendable {
  /// The choices for one vector and one level of x_0.
  struct Row: Sendable {
    /// The advance j of S(n, a, s).
    var advances: [UInt32]
    /// The level t that P(n, a, s) moves x_0 to, or s itself.
    var targets: [UInt8]
  }

  let space: SlotVectorSpace
  /// By vector, then by the level of x_0.
  let rows: [[Row]]
  /// The level that O(n, a) writes to, by vector, then by length.
  let stores: [[UInt8]]
  /// O(l, c).
  let optimum: UInt
  /// P(n, a, s), by vector, level and length, if they were to be kept; saturated.
  let stored: [[[UInt]]]

  /// The most entries (lengths x vectors x levels), at up to 56 bytes each: 224 MB.
  static let maximumEntries = 4_000_000

  /// Tabulates a uniform chain, or returns nil if the table exceeds `maximumEntries`.
  init?(
    length: Int, forwardCost: Int, backwardCost: Int, levels: [Level], maximumEntries: Int = Self.maximumEntries,
    keepsCosts: Bool = false
  ) throws(PlanningError) {
    guard levels.count <= Int(UInt8.max),
      let space = SlotVectorSpace(levels: levels, length: length, limit: maximumEntries)
    else { return nil }
    let (entries, overflow) = (space.count * levels.count).multipliedReportingOverflow(by: length + 1)
    if overflow || !PlanningEffort.allows(Int128(entries), of: maximumEntries) { return nil }
    let limit = PlanningMemory.current.uniformLimit
    guard try PlanningMemory.allows(Int128(entries) * 56, limit: limit) else { return nil }
    PlanningProgress.begin(.slotVectorTable, count: Int128(entries))
    var builder = SlotVectorBuilder(
      length: length, forwardCost: UInt(forwardCost), backwardCost: UInt(backwardCost), levels: levels,
      space: space, keepsCosts: keepsCosts)
    for n in 0...length {
      try PlanningProgress.report(.tabulatedLengths, done: n, total: length)
      builder.addLength(n)
    }
    self.space = space
    rows = builder.rows
    stores = builder.stores
    optimum = builder.optimum
    stored = builder.stored
  }
}
