/// The best period of disk checkpoints: the cost per step of segments of every length.
///
/// With P(n) the makespan of a segment of length n whose first state is on disk, all of whose other slots are the m of
/// memory, a period of p costs h(p) = w + r + P(p - 1) + p uf for p steps.
///
/// The search is finite because P is at least Revolve's makespan with m + 1 free slots, which is convex: once the cost
/// per step of that bound has begun to rise and exceeds the best found, no longer period is better.
///
/// - Complexity: a table for the best period p, O(p^2 m) time at most, built for lengths that double until it is found.
struct DiskPeriod {
  /// The best period; of equally good ones the shortest.
  private(set) var best = 1

  /// - Parameter longest: The longest period that is of interest.
  init(_ platform: DiskPlatform, longest: Int) throws(PlanningError) {
    if platform.chain.forwardCost == 0 {
      // With free steps a segment pays w once, however long it is, and with a slot of memory r once: the longer the better.
      let isSaving = platform.writeCost > 0 || (platform.memorySlots > 0 && platform.readCost > 0)
      best = isSaving ? longest : 1
      return
    }
    var length = 64
    while true {
      length = min(length, longest - 1)
      let table = try Self.segmentTable(platform, length: length)
      var costs: [Int] = []
      var best = 0
      for p in 1...(length + 1) {
        let segment = Int128(try SaturatingCost.makespan(table.optimum[p - 1]))
        let cost = segment + Self.extra(platform, p)
        if cost >= Int128(Int.max) { throw .overflow(quantity: "cost of a segment") }
        costs.append(Int(cost))
        // Cost per step, compared crosswise.
        if cost * Int128(best + 1) < Int128(costs[best]) * Int128(p) { best = p - 1 }
      }
      self.best = best + 1
      if length + 1 >= longest { return }
      if try Self.isBeyond(platform, length + 1, best: (Int128(costs[best]), Int128(best + 1))) { return }
      length *= 2
    }
  }

  /// Returns the table of segments up to `length` whose first state is on disk.
  ///
  /// Writing is free in it: the state is there already.
  static func segmentTable(_ platform: DiskPlatform, length: Int) throws(PlanningError) -> LevelTable {
    try LevelTable(
      length: length, forwardCost: platform.chain.forwardCost, backwardCost: platform.chain.backwardCost,
      levels: [
        (index: DiskPlatform.memoryLevel, level: Level(name: "", slots: platform.memorySlots)),
        (index: DiskPlatform.diskLevel, level: Level(name: "", slots: 1, readCost: platform.readCost)),
      ])
  }

  /// Returns w + r + p uf.
  private static func extra(_ platform: DiskPlatform, _ p: Int) -> Int128 {
    Int128(platform.writeCost) + Int128(platform.readCost) + Int128(p) * Int128(platform.chain.forwardCost)
  }

  /// True when no period from p on costs less per step than the best so far.
  private static func isBeyond(
    _ platform: DiskPlatform, _ p: Int, best: (cost: Int128, period: Int128)
  ) throws(PlanningError) -> Bool {
    let here = try bound(platform, p)
    let next = try bound(platform, p + 1)
    let isRising = (next - here) * Int128(p) >= here
    return isRising && here * best.period >= best.cost * Int128(p)
  }

  /// Returns a lower bound on h(p), convex in p.
  private static func bound(_ platform: DiskPlatform, _ p: Int) throws(PlanningError) -> Int128 {
    let segment = try BinomialPlan.makespan(
      length: p - 1, slots: platform.memorySlots + 1, forwardCost: platform.chain.forwardCost,
      backwardCost: platform.chain.backwardCost)
    return Int128(segment) + extra(platform, p)
  }
}
