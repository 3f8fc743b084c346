/// A uniform hierarchical platform for planning by prices: a closed form at the bottom, tiers above it.
///
/// Neighbouring levels with equal costs form one tier; levels after an unlimited one are never used; a fastest tier
/// with free writes is Revolve's closed form, in `base`, and not a tier.
struct PricedPlatform: Sendable {
  /// Levels of equal cost.
  struct Tier: Sendable {
    /// The levels' indices in the problem and their slots, fastest first.
    var places: [(level: Int, slots: Int)]
    var slots: Int
    var isUnlimited: Bool
    var writeCost: Int
    var readCost: Int

    /// Returns the level of the next slot when `free` slots are free.
    func level(free: Int) -> Int {
      var first = 0
      for place in places {
        if free - first <= place.slots { return place.level }
        first += place.slots
      }
      return places[places.count - 1].level
    }
  }

  let forwardCost: Int
  let backwardCost: Int
  /// ub plus the cheapest read: the least cost of every backward step after the first, since a split precedes it.
  let turnCost: Int
  /// The backward steps of the whole chain, N = l + 1.
  let steps: Int
  let base: RevolveCurve
  /// The levels of `base`; nil if it is a single backward step.
  let baseTier: Tier?
  let tiers: [Tier]

  /// - Precondition: The costs do not decrease from level to level; `forwardCost` > 0.
  init(
    length: Int, forwardCost: Int, backwardCost: Int, levels: [(index: Int, level: Level)]
  ) throws(PlanningError) {
    self.forwardCost = forwardCost
    self.backwardCost = backwardCost
    steps = length + 1
    var tiers: [Tier] = []
    for (index, level) in levels where level.slots != 0 {
      let isUnlimited = level.isUnlimited(forLength: length)
      // At most one slot per step is ever used.
      let slots = isUnlimited ? max(length, 1) : level.slots ?? 0
      var tier = Tier(
        places: [(index, slots)], slots: slots, isUnlimited: isUnlimited,
        writeCost: level.writeCost, readCost: level.readCost)
      if let last = tiers.last, last.writeCost == level.writeCost, last.readCost == level.readCost {
        tiers.removeLast()
        if !isUnlimited {
          tier.places = last.places + tier.places
          tier.slots = min(last.slots + slots, max(length, 1))
        }
      }
      tiers.append(tier)
      if isUnlimited { break }
    }
    if let first = tiers.first, first.writeCost == 0 {
      baseTier = first
      tiers.removeFirst()
    } else {
      baseTier = nil
    }
    self.tiers = tiers
    let baseRead = baseTier?.readCost ?? 0
    let leastRead = (tiers.map(\.readCost) + (baseTier.map { [$0.readCost] } ?? [])).min() ?? 0
    let (turn, overflow) = backwardCost.addingReportingOverflow(leastRead)
    let (baseTurn, isTooMuch) = backwardCost.addingReportingOverflow(baseRead)
    if overflow || isTooMuch { throw .overflow(quantity: .makespan) }
    turnCost = turn
    base = RevolveCurve(
      slots: baseTier?.slots ?? 0, forwardCost: forwardCost, backwardCost: baseTurn, discount: baseRead)
  }

  /// All tiers, the fastest first.
  var allTiers: [Tier] { (baseTier.map { [$0] } ?? []) + tiers }

  /// Returns the makespan of a schedule with these totals.
  func cost(of total: Statistics) throws(PlanningError) -> Int {
    var sum = Int128(total.forwardSteps) * Int128(forwardCost) + Int128(total.backwardSteps) * Int128(backwardCost)
    for tier in allTiers {
      for use in tier.places.map({ total.levels[$0.level] }) {
        sum += Int128(use.writes) * Int128(tier.writeCost) + Int128(use.reads) * Int128(tier.readCost)
      }
    }
    return try sum.asMakespan()
  }

  /// How many levels the problem has, up to the last one here.
  var levelCount: Int { 1 + (allTiers.flatMap(\.places).map(\.level).max() ?? 0) }

  private init(_ platform: Self, slotsPerTier most: Int) {
    (forwardCost, backwardCost, turnCost) = (platform.forwardCost, platform.backwardCost, platform.turnCost)
    (steps, base, baseTier) = (platform.steps, platform.base, platform.baseTier)
    tiers = platform.tiers.map { tier in
      if tier.isUnlimited || tier.slots <= most { return tier }
      var tier = tier
      var left = most
      tier.places = tier.places.compactMap { place in
        defer { left -= min(left, place.slots) }
        return left > 0 ? (place.level, min(left, place.slots)) : nil
      }
      tier.slots = most
      return tier
    }
  }

  /// Returns the platform with at most the given number of slots on each bounded tier with costs.
  func with(slotsPerTier most: Int) -> Self { Self(self, slotsPerTier: most) }
}
