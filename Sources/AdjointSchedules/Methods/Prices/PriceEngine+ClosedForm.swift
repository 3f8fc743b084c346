/// Chains that need no prices.
extension PriceEngine {
  /// Plans a chain with free forward steps or none.
  ///
  /// With more than one backward step, x_0 must be stored once, and every backward step after the first needs a read:
  /// w_0 + (N - 1) r_0 + N ub at least, at the fastest level. One write is enough if advancing is free; if writes are
  /// free too, more of them save steps.
  static func trivial(
    length: Int, backwardCost: Int, levels: [IndexedLevel]
  ) throws(PlanningError) -> Result {
    let fastest = levels.first { $0.level.slots != 0 }
    let level = fastest?.level ?? Level(name: "", slots: 1)
    let slots = level.writeCost == 0 ? level.slots ?? max(length, 1) : 1
    let count = Int128(length) + 1
    var total = count * Int128(backwardCost)
    if length > 0 { total += Int128(level.writeCost) + (count - 1) * Int128(level.readCost) }
    let tier = PricedPlatform.Tier(
      places: [(fastest?.index ?? 0, slots)], slots: slots, isUnlimited: false, writeCost: level.writeCost,
      readCost: level.readCost)
    return try single(tier, length: length, makespan: total)
  }

  /// Plans a platform of one tier.
  static func singleTier(_ platform: PricedPlatform) throws(PlanningError) -> Result? {
    let all = platform.allTiers
    return all.count == 1 ? try closedForm(all[0], platform) : nil
  }

  /// Plans with one tier alone: by Revolve's closed form if writes are free or there is one slot, which is written
  /// once; otherwise by ``OneLevelShape``.
  static func closedForm(
    _ tier: PricedPlatform.Tier, _ platform: PricedPlatform
  ) throws(PlanningError) -> Result {
    let length = platform.steps - 1
    let isRevolve = tier.writeCost == 0 || tier.slots == 1
    let shape =
      isRevolve
      ? nil
      : OneLevelShape.best(
        count: platform.steps, slots: min(tier.slots, length), writeCost: tier.writeCost,
        forwardCost: platform.forwardCost)
    let steps =
      shape?.forwardSteps(count: platform.steps) ?? BinomialPlan.forwardSteps(length: length, slots: tier.slots)
    let (forward, overflow) = steps.multipliedReportingOverflow(by: Int128(platform.forwardCost))
    if overflow || forward > PriceBound.value { throw .overflow(quantity: .makespan) }
    // Each of the N - 1 splits reads once.
    let total =
      forward + Int128(platform.steps) * Int128(platform.backwardCost)
      + Int128(length) * Int128(tier.readCost) + (shape?.stored ?? 1) * Int128(tier.writeCost)
    guard let shape else { return try single(tier, length: length, makespan: total) }
    let makespan = try total.asMakespan()
    return Result(
      plan: OneLevelPlan(tier: tier, shape: shape), makespan: makespan, lowerBound: makespan, work: PriceWork())
  }

  /// Plans with the best single tier; the bound is the optimum of one level with all slots at the least costs. Returns
  /// nil if no tier's makespan fits 64 bits.
  ///
  /// - Throws: ``PlanningError/notEnoughMemory(bytes:available:)`` never: nothing here reserves memory.
  static func byTiers(_ platform: PricedPlatform) throws(PlanningError) -> Result? {
    let tiers = platform.allTiers
    let results = tiers.compactMap { try? closedForm($0, platform) }
    guard var best = results.min(by: { $0.makespan < $1.makespan }) else { return nil }
    best.lowerBound = try outline(
      length: platform.steps - 1, forwardCost: platform.forwardCost, backwardCost: platform.backwardCost,
      levels: tiers.map { tier in
        (index: 0, level: Level(name: "", slots: tier.slots, writeCost: tier.writeCost, readCost: tier.readCost))
      })
    return best
  }

  /// Returns a lower bound on the makespan: the optimum of one level with all slots and the least costs.
  static func outline(
    length: Int, forwardCost: Int, backwardCost: Int, levels: [IndexedLevel]
  ) throws(PlanningError) -> Int {
    if length == 0 || forwardCost == 0 || levels.isEmpty {
      return try ((Int128(length) + 1) * Int128(backwardCost)).asMakespan()
    }
    let slots = levels.reduce(Int128(0)) { $0 + Int128($1.level.slots ?? length) }
    let cheapest = Level(
      name: "", slots: Int(clamping: slots), writeCost: levels.map(\.level.writeCost).min() ?? 0,
      readCost: levels.map(\.level.readCost).min() ?? 0)
    let platform = try PricedPlatform(
      length: length, forwardCost: forwardCost, backwardCost: backwardCost, levels: [(index: 0, level: cheapest)])
    return try closedForm(platform.allTiers[0], platform).makespan
  }

  private static func single(
    _ tier: PricedPlatform.Tier, length: Int, makespan: Int128
  ) throws(PlanningError) -> Result {
    let makespan = try makespan.asMakespan()
    let base = BinomialPlan(level: tier.places[0].level, slots: tier.slots, length: length)
    let plan = PricePlan(nodes: [], root: .base(base.root), base: base, baseTier: tier)
    return Result(plan: plan, makespan: makespan, lowerBound: makespan, work: PriceWork())
  }
}
