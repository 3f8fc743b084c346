/// The best period of disk checkpoints: the least cost per step of segments of any length.
///
/// With P(n) the makespan of a segment of length n whose first state is on disk and whose other slots are the m of
/// memory, a period of p costs h(p) = w + r + P(p - 1) + p uf for p steps.
///
/// The least h(p) / p is the largest price at which blocks of an unlimited disk pay (``PriceHull``), and the shortest
/// block that earns it is the best period, however long. If the chain is shorter than that, the search goes down from
/// the chain's own length: with H the convex hull of h, H(p) / p only increases on the way, and once it exceeds the
/// best found, no shorter period is better.
///
/// - Complexity: that of ``PriceHull``, independent of the period; for a shorter chain that of a table over its length,
///   or that of ``ReadSegmentShape`` and ``PriceHull`` for each candidate period, few of which are not close to the
///   best.
struct DiskPeriod {
  /// The best period; the shortest of equally good ones.
  let best: Int

  /// The longest chain for which all periods are tabulated.
  static let tabulatedLength = 4096
  /// The most periods to check individually: a few seconds of work.
  private static var maximumTries: Int { PlanningEffort.share(of: 2000) }

  /// - Parameter longest: The longest period of interest.
  init(_ platform: DiskPlatform, longest: Int, tabulatedLength: Int = Self.tabulatedLength) throws(PlanningError) {
    let boundless = try Self.boundless(platform)
    if let boundless, boundless <= longest {
      best = boundless
    } else if platform.chain.forwardCost == 0 || platform.memorySlots == 0 {
      // The cost per step decreases up to there.
      best = longest
    } else if longest <= tabulatedLength {
      best = try Self.tabulated(platform, longest)
    } else {
      best = try Self.downwards(platform, longest)
    }
  }

  /// Returns h(p).
  static func cost(_ platform: DiskPlatform, period: Int) throws(PlanningError) -> Int128 {
    Int128(try segmentMakespan(platform, length: period - 1)) + extra(platform, period)
  }

  /// Returns P(n).
  private static func segmentMakespan(_ platform: DiskPlatform, length: Int) throws(PlanningError) -> Int {
    let chain = platform.chain
    if let makespan = try ReadSegmentPlan.makespan(platform, length: length) { return makespan }
    let result = try PriceEngine.plan(
      length: length, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost, levels: segmentLevels(platform))
    if result.isExact { return result.makespan }
    return try SaturatingCost.makespan(segmentTable(platform, length: length).optimum[length])
  }

  /// The levels of a segment. Writing is free: its first state is already on disk.
  private static func segmentLevels(_ platform: DiskPlatform) -> [IndexedLevel] {
    [
      (index: platform.memoryLevel, level: Level(name: "", slots: platform.memorySlots)),
      (index: platform.diskLevel, level: Level(name: "", slots: 1, readCost: platform.readCost)),
    ]
  }

  /// Returns the table of segments up to `length` whose first state is on disk.
  static func segmentTable(_ platform: DiskPlatform, length: Int) throws(PlanningError) -> LevelTable {
    try LevelTable(
      length: length, forwardCost: platform.chain.forwardCost, backwardCost: platform.chain.backwardCost,
      levels: segmentLevels(platform))
  }

  /// Returns w + r + p uf.
  private static func extra(_ platform: DiskPlatform, _ p: Int) -> Int128 {
    Int128(platform.writeCost) + Int128(platform.readCost) + Int128(p) * Int128(platform.chain.forwardCost)
  }

  /// Returns the best of all periods, or nil if longer ones are always better.
  private static func boundless(_ platform: DiskPlatform) throws(PlanningError) -> Int? {
    let (write, forward) = (platform.writeCost, platform.chain.forwardCost)
    // Without memory, another step costs r for its read and runs p more steps: h(p) = w + p (r + ub) + p (p + 1) uf /
    // 2. With free writes (and, with memory, free reads) a single step is as good as any.
    if write == 0 && (platform.memorySlots == 0 || platform.readCost == 0) { return 1 }
    if forward == 0 { return nil }
    if platform.memorySlots == 0 {
      // The least p for which p (p + 1) uf >= 2 w.
      var (low, high) = (0, 1)
      let isLong = { (p: Int) in Int128(p) * Int128(p + 1) * Int128(forward) >= 2 * Int128(write) }
      while !isLong(high) { high *= 2 }
      while high - low > 1 {
        let middle = low + (high - low) / 2
        if isLong(middle) { high = middle } else { low = middle }
      }
      return high
    }
    let disk = Level(name: "", slots: nil, writeCost: write, readCost: platform.readCost)
    let priced = try PricedPlatform(
      length: Chain.maximumLength, forwardCost: forward, backwardCost: platform.chain.backwardCost,
      levels: [
        (index: platform.memoryLevel, level: Level(name: "", slots: platform.memorySlots)),
        (index: platform.diskLevel, level: disk),
      ])
    // With memory for the longest chain, the disk is not needed.
    guard priced.tiers.last?.isUnlimited == true else { return nil }
    return try PriceHull.bestBlock(priced)
  }

  private static func tabulated(_ platform: DiskPlatform, _ longest: Int) throws(PlanningError) -> Int {
    let table = try segmentTable(platform, length: longest - 1)
    var best: (cost: Int128, period: Int)?
    for p in 1...longest {
      let cost = Int128(try SaturatingCost.makespan(table.optimum[p - 1])) + extra(platform, p)
      if best.map({ isLess(cost, p, than: $0) }) ?? true { best = (cost, p) }
    }
    return best?.period ?? 1
  }

  /// Returns the best period of at most `longest`, which is below the best of all.
  private static func downwards(_ platform: DiskPlatform, _ longest: Int) throws(PlanningError) -> Int {
    let maximumTries = maximumTries
    var best = (cost: try cost(platform, period: longest), period: longest)
    for p in stride(from: longest - 1, to: 0, by: -1) {
      if longest - p > maximumTries {
        PlanningEffort.meet()
        throw .tooMuchWork(what: .periods, count: longest, limit: maximumTries)
      }
      try PlanningProgress.report(.triedPeriods, done: longest - p, total: maximumTries)
      var work = PriceWork()
      let priced = try PricedPlatform(
        length: p - 1, forwardCost: platform.chain.forwardCost, backwardCost: platform.chain.backwardCost,
        levels: segmentLevels(platform))
      // The hull is above the next smaller integer.
      let hull = Int128(try PriceHull(platform: priced, work: &work).lowerBound) - 1 + extra(platform, p)
      if p == longest - 1 {
        PlanningProgress.begin(.periods, count: Int128(maximumTries) * Int128(work.dualCells))
      }
      if !isLess(hull, p, than: best) { break }
      let cost = try cost(platform, period: p)
      if !isLess(best.cost, best.period, than: (cost, p)) { best = (cost, p) }
    }
    return best.period
  }

  /// True if `cost` for `p` steps is less per step, compared by cross-multiplication.
  private static func isLess(_ cost: Int128, _ p: Int, than other: (cost: Int128, period: Int)) -> Bool {
    cost * Int128(other.period) < other.cost * Int128(p)
  }
}
