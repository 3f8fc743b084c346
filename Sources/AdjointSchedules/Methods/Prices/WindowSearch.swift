/// Widens the window until it contains the wanted number of steps.
///
/// All makespans are integers, so the loss of the wanted N is one of first, first + 1, first + 2, ... units of cost,
/// where first is the distance from the hull's edge to the next integer. Each window without N proves that its loss is
/// larger, which raises the lower bound. If the functions of a window become too large, N is searched in thinned
/// functions instead, which contain only existing schedules, but not all.
struct WindowSearch {
  private let platform: PricedPlatform
  private let hull: PriceHull
  private let effort: PriceEngine.Effort
  private var work: PriceWork
  private var lowerBound: Int
  /// The price's denominator: one unit of cost on the scale of losses.
  private let unit: Int128
  /// The cost of N steps on the edge, on the scale of losses.
  private let edge: Int128

  init(platform: PricedPlatform, hull: PriceHull, effort: PriceEngine.Effort, work: PriceWork) {
    self.platform = platform
    self.hull = hull
    self.effort = effort
    self.work = work
    lowerBound = hull.lowerBound
    unit = Int128(hull.price.denominator)
    edge = hull.price.numerator * Int128(platform.steps) - hull.value
  }

  mutating func run() throws(PlanningError) -> PriceEngine.Result {
    let first = Int128(hull.lowerBound) * unit - edge
    var extra: Int128 = 0
    var isTooLarge = Self.tableBytes(platform, hull) > Int128(PriceEngine.memoryLimit)
    while !isTooLarge, let window = Int(exactly: first + extra * unit), window < PriceBound.count / 2 {
      let left = effort.exactPairs - work.pairs - work.pieces
      let tables = try tables(window: window, pieceLimit: nil, pairs: left)
      isTooLarge = tables.isTooLarge
      if tables.isExhausted {
        if !isTooLarge { PlanningEffort.meet() }
        break
      }
      if let loss = tables.rootLoss { return try result(tables, loss: loss) }
      lowerBound = Int(clamping: Int128(hull.lowerBound) + extra + 1)
      extra = extra < 8 ? 2 * extra + 1 : extra + extra / 2
    }
    // The proven bound stands; from here on only schedules are sought.
    let cut = try cutPlan()
    let limit = work.pairs + work.pieces + effort.thinnedPairs
    while !isTooLarge, let window = Int(exactly: first + extra * unit), window < PriceBound.count / 2 {
      let left = limit - work.pairs - work.pieces
      let tables = try tables(window: window, pieceLimit: effort.thinnedPieces, pairs: left)
      isTooLarge = tables.isTooLarge
      if tables.isExhausted { break }
      if let loss = tables.rootLoss, let result = try? result(tables, loss: loss) {
        return best(of: [result, cut]) ?? result
      }
      extra = 2 * extra + 1
    }
    let fewer = isTooLarge ? try fewerSlots() : nil
    guard let result = best(of: [cut, fewer] + singleTiers()) else { throw .overflow(quantity: .makespan) }
    return result
  }

  /// The bytes of the tables without functions.
  private static func tableBytes(_ platform: PricedPlatform, _ hull: PriceHull) -> Int128 {
    Int128(hull.cellCount) * 2 * Int128(MemoryLayout<LossTables.Cell>.stride)
  }

  /// Returns the best schedule with half of the largest tier's slots, or half of those and so on, until the tables fit.
  private func fewerSlots() throws(PlanningError) -> PriceEngine.Result? {
    let most = platform.tiers.filter { !$0.isUnlimited }.map(\.slots).max() ?? 1
    if most <= 1 { return nil }
    do throws(PlanningError) {
      return try PriceEngine.plan(platform.with(slotsPerTier: most / 2), effort: effort)
    } catch {
      if case .notEnoughMemory = error { throw error }
      return nil
    }
  }

  private mutating func tables(window: Int, pieceLimit: Int?, pairs: Int) throws(PlanningError) -> LossTables {
    let spent = work.pairs + work.pieces
    let watch = PlanningProgress.observer.map { observer in
      { (more: Int) in
        observer(PlanningProgress(what: "pairs of pieces, at most", done: spent + more, total: spent + pairs))
      } as @Sendable (Int) -> Void
    }
    return try LossTables(
      platform: platform, hull: hull, window: window, pieceLimit: pieceLimit, pairLimit: pairs, watch: watch,
      work: &work)
  }

  private mutating func result(_ tables: LossTables, loss: Int) throws(PlanningError) -> PriceEngine.Result {
    let makespan = try ((edge + Int128(loss)) / unit).asMakespan()
    let plan = PricePlanBuilder.plan(tables, steps: platform.steps, work: &work)
    guard let plan else { throw .overflow(quantity: .schedule) }
    return PriceEngine.Result(
      plan: plan, makespan: makespan, lowerBound: tables.isThinned ? lowerBound : makespan, work: work)
  }

  /// Returns the schedule of the next longer chain on the edge, without its last steps.
  private mutating func cutPlan() throws(PlanningError) -> PriceEngine.Result? {
    let longest = hull.most < PriceBound.count ? hull.most : 2 * platform.steps
    let tables = try LossTables(
      platform: platform, hull: hull, window: 0, limit: longest, pieceLimit: effort.thinnedPieces,
      pairLimit: max(effort.thinnedPairs, 1_000_000), work: &work)
    guard !tables.isTooLarge, let steps = tables.top[0].loss.nextFree(platform.steps, period: tables.period),
      var plan = PricePlanBuilder.plan(tables, steps: steps, work: &work)
    else { return nil }
    plan.isCut = steps > platform.steps
    let makespan = try? plan.makespan(platform)
    return makespan.map { PriceEngine.Result(plan: plan, makespan: $0, lowerBound: lowerBound, work: work) }
  }

  /// Returns schedules that use a single tier.
  private func singleTiers() -> [PriceEngine.Result?] {
    platform.allTiers.map { try? PriceEngine.closedForm($0, platform) }
  }

  private func best(of results: [PriceEngine.Result?]) -> PriceEngine.Result? {
    guard var best = results.compactMap({ $0 }).min(by: { $0.makespan < $1.makespan }) else { return nil }
    best.lowerBound = lowerBound
    best.work = work
    return best
  }
}

extension PricePlan {
  /// Returns the makespan of the plan's schedule for the platform's chain, from its totals.
  fileprivate func makespan(_ platform: PricedPlatform) throws(PlanningError) -> Int {
    let tiers = platform.tiers + [platform.baseTier].compactMap { $0 }
    let places = tiers.flatMap { tier in tier.places.map { (level: $0.level, tier: tier) } }
    let levelCount = 1 + (places.map(\.level).max() ?? 0)
    let total = try summarize(root, length: platform.steps - 1, levelCount: levelCount)
    var sum = Int128(total.forwardSteps) * Int128(platform.forwardCost)
    sum += Int128(total.backwardSteps) * Int128(platform.backwardCost)
    for (level, tier) in places {
      sum += Int128(total.levels[level].writes) * Int128(tier.writeCost)
      sum += Int128(total.levels[level].reads) * Int128(tier.readCost)
    }
    return try sum.asMakespan()
  }
}
