/// The exact recurrence for any platform, ``SlotVectorTable``'s, over intervals: for chains whose forward steps differ.
///
/// With a the free slots, a_s those of level s, e_s one slot of level s, and f(i, k) the cost of the steps from x_i to
/// x_k; every schedule runs each backward step once, so their cost is added at the end:
///
///     O(i, j, a)    = min over levels s with a_s > 0 of  w_s + P(i, j, a - e_s, s)
///     S(i, j, a, s) = min over i < k <= j of  f(i, k) + O(k, j, a) + r_s + P(i, k-1, a, s)
///     P(i, j, a, s) = min( S(i, j, a, s), min over t != s with a_t > 0 of  w_t + S(i, j, a - e_t + e_s, t) )
///
/// and O(i, i, a) = P(i, i, a, s) = 0. As in ``IntervalLevelTable``, O and P are non-increasing in i and non-decreasing
/// in j: a split of x_i ... x_j at k = i + 1 writes x_{i+1} to some level t and continues from there, possibly after a
/// move to u; x_{i+1} stored on s reaches the same place with one more slot, by staying (t or u is s) or by one move.
///
/// Ties: staying before moving, an earlier level before a later one; between splits ``IntervalSplitScan`` decides.
///
/// - Complexity: at most O(l^3 V K) time, pruned as in ``IntervalSplitScan``, and O(l^2 V K) memory, V = product of
///   (c_k + 1) over the K bounded levels.
struct IntervalVectorTable: Sendable {
  let places: IntervalPlaces
  /// The advance k - i of S, by interval, then by place.
  let advances: [UInt16]
  /// The level to which P moves x_i, or its own, by interval, then by place.
  let targets: [UInt8]
  /// The level to which O writes, by interval, then by vector.
  let stores: [UInt8]
  /// The best makespan without the backward steps, saturated.
  let optimum: UInt
  /// P, by interval, then by place, if the costs were to be kept; saturated.
  let stored: [UInt]

  /// The most entries (intervals x vectors x levels that hold x_i): about ten seconds of work.
  static let maximumEntries = 100_000_000

  /// Tabulates, or returns nil if the table exceeds `maximumEntries` or the memory limit.
  init?(
    forwardCosts: [Int], levels: [Level], maximumEntries: Int = Self.maximumEntries, keepsCosts: Bool = false
  ) throws(PlanningError) {
    let length = forwardCosts.count
    guard levels.count <= Int(UInt8.max), length <= IntervalSpace.maximumLength,
      let space = SlotVectorSpace(levels: levels, length: length, limit: maximumEntries)
    else { return nil }
    let intervals = IntervalSpace(length: length)
    // Tables that fit have few enough vectors to list their places.
    guard Int128(space.count) * Int128(intervals.count) <= Int128(maximumEntries) else { return nil }
    let places = IntervalPlaces(space, levels)
    let entries = Int128(places.count) * Int128(intervals.count)
    guard PlanningEffort.allows(entries, of: maximumEntries) else { return nil }
    self.places = places
    if !keepsCosts, SaturatingCost<UInt32>.mayHold(forwardCosts), try Self.fits(UInt32.self, intervals, places, length)
    {
      PlanningProgress.begin(.intervalVectorTable, count: entries)
      var narrow = IntervalVectorBuilder<UInt32>(forwardCosts, levels, places)
      try narrow.fill()
      if narrow.optimum < SaturatingCost<UInt32>.unreachable {
        (advances, targets, stores) = (narrow.advances, narrow.targets, narrow.stores)
        optimum = UInt(narrow.optimum)
        stored = []
        return
      }
    }
    guard try Self.fits(UInt.self, intervals, places, length) else { return nil }
    PlanningProgress.begin(.intervalVectorTable, count: entries)
    if keepsCosts, !(try PlanningMemory.allows(entries * 8)) { return nil }
    var wide = IntervalVectorBuilder<UInt>(forwardCosts, levels, places, keepsCosts: keepsCosts)
    try wide.fill()
    stored = wide.costs
    (advances, targets, stores, optimum) = (wide.advances, wide.targets, wide.stores, wide.optimum)
  }

  private static func fits<Entry: TableEntry>(
    _ type: Entry.Type, _ intervals: IntervalSpace, _ places: IntervalPlaces, _ length: Int
  ) throws(PlanningError) -> Bool {
    let entry = Int128(MemoryLayout<Entry>.size)
    let matrices = Int128(intervals.count) * (Int128(places.vectorCount) * (entry + 1) + Int128(places.count) * 3)
    return try PlanningMemory.allows(matrices + Int128(places.count) * Int128(length + 1) * entry)
  }
}
