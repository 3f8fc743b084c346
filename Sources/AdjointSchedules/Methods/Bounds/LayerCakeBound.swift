/// A lower bound on the makespan of a chain with unequal steps on any levels: the chain is cut into layers of equal
/// steps.
///
/// Let N(t) steps cost t or more. The step runs of a schedule cost the integral over t > 0 of the number of runs of
/// those N(t) steps. Contracting all other steps leaves a schedule of a chain of N(t) equal steps on the same levels,
/// since states that coincide need one slot and one write. With the costs of a write and a read divided among the
/// layers in any way, w_k = the integral of w_k(t), and f(N; w, r) the least makespan of N steps of cost 1,
///
///     makespan >= integral over t of  f(N(t); w(t), r(t))
///
/// *Groups of layers.* A price p for each backward step bounds f by a line, f(N) >= p (N + 1) - V(p) (``PriceHull``),
/// and a line over the layers of a group equals the line at their mean. So each group needs only one price, at the most
/// steps of its layers, and loses only the curvature of f between them.
///
/// *Which division.* The bound is weak if transfers are charged to layers that need none, those with few steps. So they
/// are divided in proportion to the layers' height times a power of their steps, with the power that gives the best
/// bound.
///
/// All numbers are integers: costs are first multiplied by a power of two, and shares and lines are rounded down.
struct LayerCakeBound {
  let layers: StepLayers
  /// The levels with slots.
  let levels: [IndexedLevel]
  /// The factor by which costs are multiplied before they are divided.
  let scale: Int

  /// The powers of the steps to try, in eighths.
  private static let powers = [0, 2, 4, 8, 16]

  /// - Parameters:
  ///   - costs: the steps' costs.
  ///   - makespan: That of some schedule, without the backward steps.
  init(_ costs: [Int], levels: [IndexedLevel], makespan: Int128) {
    layers = StepLayers(costs)
    self.levels = levels
    var scale = 1 << 20
    while scale > 1 && makespan * Int128(scale) > Int128(1) << 60 { scale /= 2 }
    self.scale = scale
  }

  /// A bound, and how transfers are divided for it.
  struct Division {
    var bound: Int
    /// Their costs do not fall.
    var levels: [IndexedLevel]
    var power: Double
  }

  /// Returns the best bound found, at least 0.
  func best() throws(PlanningError) -> Int { try strongest().bound }

  /// Returns the best bound found with its division.
  func strongest() throws(PlanningError) -> Division {
    var best = Division(bound: 0, levels: levels, power: 0)
    for order in levels.ordersByCost {
      let order = ExactPlanning.relaxed(order)
      for eighths in Self.powers {
        let power = Double(eighths) / 8
        let sum = try bound(order, writePower: power, readPower: power)
        // Costs are whole units, so round up.
        let bound = Int(clamping: (sum + Int128(scale) - 1) / Int128(scale))
        if bound > best.bound { best = Division(bound: bound, levels: order, power: power) }
      }
    }
    return best
  }

  /// Returns the levels of each group of layers, with its share of their costs.
  func platforms(_ levels: [IndexedLevel], power: Double) -> [[IndexedLevel]] {
    platforms(levels, writes: shares(power: power), reads: shares(power: power))
  }

  private func platforms(_ levels: [IndexedLevel], writes: [Int], reads: [Int]) -> [[IndexedLevel]] {
    zip(writes, reads).map { write, read in
      levels.map { entry in
        IndexedLevel(
          index: entry.index,
          level: Level(
            name: "", slots: entry.level.slots, writeCost: share(entry.level.writeCost, write),
            readCost: share(entry.level.readCost, read)))
      }
    }
  }

  /// Returns the sum over the layers, on the scale.
  func bound(_ levels: [IndexedLevel], writePower: Double, readPower: Double) throws(PlanningError) -> Int128 {
    var sum: Int128 = 0
    let platforms = platforms(levels, writes: shares(power: writePower), reads: shares(power: readPower))
    for (group, platform) in zip(layers.groups, platforms) { sum += try bound(group, platform) }
    return sum
  }

  /// A group's share, in parts of 2^30.
  private func shares(power: Double) -> [Int] {
    let top = Double(layers.groups.first?.most ?? 1)
    let weights = layers.groups.map { group in
      Double(group.height) * pow(Double(group.most) / top, power)
    }
    let total = weights.reduce(0, +)
    // Rounded down, so that they do not exceed the whole.
    return weights.map { Int($0 / total * 1_073_741_823) }
  }

  private func share(_ cost: Int, _ share: Int) -> Int {
    Int(clamping: (Int128(cost) * Int128(scale) * Int128(share)) >> 30)
  }

  /// Returns a lower bound on the cost of a group's layers, on the scale.
  private func bound(_ group: StepLayers.Group, _ levels: [IndexedLevel]) throws(PlanningError) -> Int128 {
    let steps = Int128(group.height) * Int128(scale)
    // Every step runs once.
    let least = steps * Int128(group.mean)
    guard let step = Int(exactly: steps) else { return least }
    let line = try PlanningError.orNil { () throws(PlanningError) in
      try self.line(group, step, levels)
    }
    return max(least, line ?? 0)
  }

  func line(
    _ group: StepLayers.Group, _ step: Int, _ levels: [IndexedLevel]
  ) throws(PlanningError) -> Int128 {
    let platform = try PricedPlatform(length: group.most, forwardCost: step, backwardCost: 0, levels: levels)
    if platform.tiers.isEmpty, let tier = platform.baseTier {
      // Revolve's closed form is convex.
      let steps = BinomialPlan.forwardSteps(length: group.mean, slots: tier.slots)
      return steps * Int128(step) + Int128(group.mean) * Int128(tier.readCost)
    }
    var work = PriceWork()
    let hull = try PriceHull(platform: platform, work: &work)
    return (hull.price.numerator * Int128(group.mean + 1) - hull.value) / Int128(hull.price.denominator)
  }
}

/// Returns base^exponent of 0 < base <= 1, by halving: enough for weights.
private func pow(_ base: Double, _ exponent: Double) -> Double {
  var result = 1.0
  for _ in 0..<Int(exponent) { result *= base }
  var (root, rest, part) = (base, exponent - Double(Int(exponent)), 0.5)
  while rest > 0 && part > 0.01 {
    root = root.squareRoot()
    if rest >= part {
      result *= root
      rest -= part
    }
    part /= 2
  }
  return result
}
