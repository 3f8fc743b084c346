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
    if all.count > 1 { return nil }
    do throws(PlanningError) {
      return try closedForm(all[0], platform)
    } catch {
      guard case .tableTooLarge = error, let result = try withoutPrices(platform) else { throw error }
      return result
    }
  }

  /// Plans with one tier alone: by Revolve's closed form if writes are free or there is one slot, which is written
  /// once; otherwise by ``OneLevelShape``.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` if the tier has several levels, whose uses cannot be counted.
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
    let plan = OneLevelPlan(tier: tier, shape: shape)
    if tier.places.count > 1 && length > Schedule.longestCounted {
      _ = try plan.statistics(length: length, levelCount: platform.levelCount)
    }
    return Result(plan: plan, makespan: makespan, lowerBound: makespan, work: PriceWork())
  }

  /// Plans with Revolve over the slots of all tiers, each on the best level for it; nil if the slots are too many to be
  /// placed, or suffice for every state.
  static func placed(_ platform: PricedPlatform) throws(PlanningError) -> Result? {
    let length = platform.steps - 1
    let slots = platform.allTiers.reduce(0) { $0 + min($1.slots, length) }
    if slots >= min(length, PlacedBinomialPlan.maximumSlots) { return nil }
    let places = platform.allTiers.flatMap { tier in
      tier.places.map {
        PlacedBinomialPlan.Place(
          level: $0.level, slots: $0.slots, writeCost: tier.writeCost, readCost: tier.readCost)
      }
    }
    let plan = PlacedBinomialPlan(length: length, on: places)
    let makespan = try platform.cost(of: plan.statistics(length: length, levelCount: platform.levelCount))
    return Result(plan: plan, makespan: makespan, lowerBound: 0, work: PriceWork())
  }

  /// Returns the best schedule in closed form: with a single tier, or with all slots as Revolve fills them; nil if none's
  /// makespan fits 64 bits. The bound is left to the caller.
  static func closedForm(_ platform: PricedPlatform) -> Result? {
    let results = platform.allTiers.map { try? closedForm($0, platform) } + [try? placed(platform)]
    return results.compactMap { $0 }.min { $0.makespan < $1.makespan }
  }

  /// Plans in closed form; the bound is the optimum of one level with all slots at the least costs. Returns nil if no
  /// makespan fits 64 bits.
  ///
  /// - Throws: what the bound throws; a closed form that fails, also since its uses cannot be counted, is passed over.
  static func withoutPrices(_ platform: PricedPlatform) throws(PlanningError) -> Result? {
    guard var best = closedForm(platform) else { return nil }
    best.lowerBound = try outline(
      length: platform.steps - 1, forwardCost: platform.forwardCost, backwardCost: platform.backwardCost,
      levels: platform.allTiers.map { tier in
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
    var plan: any SegmentPlan = PricePlan(nodes: [], root: .base(base.root), base: base, baseTier: tier)
    if tier.places.count > 1 && tier.slots <= min(length, PlacedBinomialPlan.maximumSlots) {
      // This one knows the uses of each level in closed form.
      plan = PlacedBinomialPlan(length: length, levels: (0..<tier.slots).map { tier.level(free: tier.slots - $0) })
    }
    return Result(plan: plan, makespan: makespan, lowerBound: makespan, work: PriceWork())
  }
}
