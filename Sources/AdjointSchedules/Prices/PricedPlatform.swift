/// A uniform hierarchical platform as the price engine sees it: a closed form at the bottom, tiers above it.
///
/// Neighbouring levels that cost the same are one tier; what lies behind a level without a bound is never used; a
/// fastest tier whose writes are free is Revolve's closed form, in `base`, and is no tier of its own.
struct PricedPlatform: Sendable {
  /// The levels of one cost.
  struct Tier: Sendable {
    /// The levels' indices in the problem and their slots, fastest first.
    var places: [(level: Int, slots: Int)]
    var slots: Int
    var isUnlimited: Bool
    var writeCost: Int
    var readCost: Int

    /// Returns the level of the slot that is taken when `free` slots are free.
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
  /// ub and the cheapest read: what every backward step but the first costs at least, since a split goes before it.
  let turnCost: Int
  /// The backward steps of the whole chain, N = l + 1.
  let steps: Int
  let base: RevolveCurve
  /// The levels of `base`, nil when that is a single backward step.
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
      // No more than one slot a step is ever used.
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

  /// Returns the platform with at most so many slots of each tier that costs something and has a bound.
  func with(slotsPerTier most: Int) -> Self { Self(self, slotsPerTier: most) }
}
