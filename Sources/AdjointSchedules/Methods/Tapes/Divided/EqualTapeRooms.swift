/// The levels of a chain with equal states and equal tapes: places are counted, not listed.
struct EqualTapeRooms: Sendable {
  struct Tier: Sendable {
    var level: Int
    var pool: Int
    var stateSize: Int
    var tapeSize: Int
    /// The cost of writing and reading one.
    var stateAccess: Int128
    var tapeAccess: Int128
  }

  private(set) var tiers: [Tier] = []
  /// The bytes or slots of each pool, `Int.max` if there is no limit.
  private(set) var pools: [RoomDemand.Pool] = []
  /// The bytes of the first pool that every step needs while it runs, forward and backward.
  private(set) var temporaries = (forward: 0, backward: 0)
  /// True if the levels' bytes are counted, so that statistics have peaks of bytes.
  let hasSizes: Bool

  /// - Returns: Nil if states, tapes or temporaries differ.
  init?(_ problem: Problem) {
    let chain = problem.chain
    hasSizes = chain.stateSize != nil
    let isCounted = !problem.levels.contains { $0.isInBytes || $0.paysByByte }
    if !isCounted || hasSizes {
      guard (chain.stateSize ?? .uniform(0)).common != nil, (chain.tapes?.size ?? .uniform(0)).common != nil,
        (chain.forwardTemporary ?? .uniform(0)).common != nil, (chain.backwardTemporary ?? .uniform(0)).common != nil
      else { return nil }
    }
    if chain.length == 0 { return }
    let poolOfLevel: [Int]
    (pools, poolOfLevel) = RoomDemand.Pool.all(of: problem)
    for (index, pool) in poolOfLevel.enumerated() {
      let isInBytes = problem.levels[index].isInBytes
      tiers.append(
        Tier(
          level: index, pool: pool, stateSize: isInBytes ? problem.storedSize(level: index, state: 0) : 1,
          tapeSize: isInBytes ? problem.storedSize(level: index, tape: 0) : 1,
          stateAccess: Int128(problem.writeCost(level: index, state: 0))
            + Int128(problem.readCost(level: index, state: 0)),
          tapeAccess: Int128(problem.writeCost(level: index, tape: 0)) + Int128(problem.readCost(level: index, tape: 0))
        ))
    }
    if pools.first?.isDivisible == true {
      temporaries = (chain.forwardTemporary?[0] ?? 0, chain.backwardTemporary?[0] ?? 0)
    }
  }

  /// Returns the cheapest places found for a division; nil if none fit.
  ///
  /// - Complexity: O(levels^2), whatever the length.
  func places(_ division: TapeDivision, capacities: [Int]) -> TapePlaces? {
    if division.length == 0 { return TapePlaces(states: .runs([]), tapes: .runs([]), lastTapes: .runs([]), cost: 0) }
    var best: TapePlaces?
    for order in TapeOrder.all(levels: tiers.count, pools: pools.count) {
      guard let found = places(division, capacities, order), found.cost < best?.cost ?? .max else { continue }
      best = found
    }
    return best
  }

  private func places(_ division: TapeDivision, _ capacities: [Int], _ order: TapeOrder) -> TapePlaces? {
    var free = capacities
    if !free.isEmpty && free[0] < .max {
      free[0] -= max(temporaries.forward, temporaries.backward)
      if free[0] < 0 { return nil }
    }
    var cost: Int128 = 0
    func take(_ count: Int, tapes: Bool, _ free: inout [Int]) -> (runs: [(level: Int, slots: Int)], cost: Int128)? {
      let sorted = tiers.indices.sorted { a, b in
        let (a, b) = (tiers[a], tiers[b])
        let (cost, other) = tapes ? (a.tapeAccess, b.tapeAccess) : (a.stateAccess, b.stateAccess)
        let (size, otherSize) = tapes ? (a.tapeSize, b.tapeSize) : (a.stateSize, b.stateSize)
        return order.smallestFirst
          ? (size, cost, a.level) < (otherSize, other, b.level) : (cost, a.level) < (other, b.level)
      }
      var (rest, runs, cost) = (count, [(level: Int, slots: Int)](), Int128(0))
      for index in sorted where rest > 0 {
        let tier = tiers[index]
        let size = tapes ? tier.tapeSize : tier.stateSize
        let taken = size == 0 || free[tier.pool] == .max ? rest : min(rest, free[tier.pool] / size)
        if taken == 0 { continue }
        if free[tier.pool] < .max { free[tier.pool] -= taken * size }
        runs.append((tier.level, taken))
        cost += Int128(taken) * (tapes ? tier.tapeAccess : tier.stateAccess)
        rest -= taken
      }
      return rest == 0 ? (runs, cost) : nil
    }
    let states: (runs: [(level: Int, slots: Int)], cost: Int128)
    let last: (runs: [(level: Int, slots: Int)], cost: Int128)
    let lastSteps = division.length - division.lastStart
    var beside = free
    if order.statesFirst {
      guard let found = take(division.stored, tapes: false, &free) else { return nil }
      beside = free
      guard let tapes = take(lastSteps, tapes: true, &free) else { return nil }
      (states, last) = (found, tapes)
    } else {
      guard let tapes = take(lastSteps, tapes: true, &free) else { return nil }
      let left = free
      guard let found = take(division.stored, tapes: false, &free) else { return nil }
      for pool in beside.indices where beside[pool] < .max { beside[pool] -= left[pool] - free[pool] }
      (states, last) = (found, tapes)
    }
    cost = states.cost + last.cost
    var ordinary: [(level: Int, slots: Int)] = []
    if division.stored > 0 {
      guard let found = take(division.period, tapes: true, &beside) else { return nil }
      ordinary = found.runs
      let (all, overflow) = found.cost.multipliedReportingOverflow(by: Int128(division.stored))
      if overflow { return nil }
      cost += all
    }
    return TapePlaces(states: .runs(states.runs), tapes: .runs(ordinary), lastTapes: .runs(last.runs), cost: cost)
  }
}

/// The order in which states and tapes choose among the levels.
struct TapeOrder {
  /// True if states choose before tapes.
  var statesFirst: Bool
  /// True if each chooses the level where it takes the least room, instead of the cheapest.
  var smallestFirst: Bool

  /// The orders that differ: with one level all are the same, and sizes differ only where levels share a capacity.
  static func all(levels: Int, pools: Int) -> [TapeOrder] {
    if levels <= 1 { return [TapeOrder(statesFirst: false, smallestFirst: false)] }
    return (pools < levels ? [false, true] : [false]).flatMap { smallest in
      [false, true].map { TapeOrder(statesFirst: $0, smallestFirst: smallest) }
    }
  }
}
