/// The chains that need no prices.
extension PriceEngine {
  /// Plans a chain whose forward steps are free, or without any.
  ///
  /// For more than one backward step x_0 must be stored once, and every backward step but the first needs a read:
  /// w_0 + (N - 1) r_0 + N ub at least, at the fastest level. One write is enough when advancing costs nothing; where
  /// writes are free too, more of them save steps.
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

  /// Plans a platform of one tier whose writes are free, or that has one slot, by Revolve's closed form.
  static func singleTier(_ platform: PricedPlatform) throws(PlanningError) -> Result? {
    if let base = platform.baseTier { return platform.tiers.isEmpty ? try closedForm(base, platform) : nil }
    guard platform.tiers.count == 1, platform.tiers[0].slots == 1 else { return nil }
    return try closedForm(platform.tiers[0], platform)
  }

  /// Plans with one tier alone, whose writes are free or that has one slot, which is written once.
  static func closedForm(
    _ tier: PricedPlatform.Tier, _ platform: PricedPlatform
  ) throws(PlanningError) -> Result {
    let length = platform.steps - 1
    let steps = BinomialPlan.forwardSteps(length: length, slots: tier.slots)
    let (forward, overflow) = steps.multipliedReportingOverflow(by: Int128(platform.forwardCost))
    if overflow || forward > PriceBound.value { throw .overflow(quantity: "makespan") }
    // Each of the N - 1 splits reads once.
    let total =
      forward + Int128(platform.steps) * Int128(platform.backwardCost)
      + Int128(length) * Int128(tier.readCost) + Int128(tier.writeCost)
    return try single(tier, length: length, makespan: total)
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
