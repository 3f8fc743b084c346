/// The levels of a chain whose states or tapes differ: places are listed one by one.
struct ListedTapeRooms: Sendable {
  let demand: RoomDemand

  /// What a segment needs of each pool in addition to the stored states.
  private typealias Needs = [[Int]]

  /// Returns the cheapest places found for a division; nil if none fit.
  ///
  /// - Complexity: O(l K) time and memory for K levels.
  func places(_ division: TapeDivision, capacities: [Int]) -> TapePlaces? {
    var best: TapePlaces?
    for order in TapeOrder.all(levels: demand.tiers.count, pools: demand.pools.count) {
      guard let found = places(division, capacities, order), found.cost < best?.cost ?? .max else { continue }
      best = found
    }
    return best
  }

  private func places(_ division: TapeDivision, _ capacities: [Int], _ order: TapeOrder) -> TapePlaces? {
    var needs: Needs = []
    var tapes: [Int]?
    let pools = demand.pools.count
    if order.statesFirst {
      needs = (0..<division.segments).map { segment in
        [division.steps(of: segment).map(temporary).max() ?? 0] + Array(repeating: 0, count: pools - 1)
      }
    } else {
      tapes = placeTapes(division, capacities, used: nil, order, &needs)
      if tapes == nil { return nil }
    }
    guard let states = placeStates(division, capacities, needs, order) else { return nil }
    if tapes == nil {
      tapes = placeTapes(division, capacities, used: states, order, &needs)
    }
    guard let tapes else { return nil }
    var cost: Int128 = 0
    for (segment, tier) in states.enumerated() {
      let state = segment * division.period
      cost += Int128(demand.tiers[tier].stateWrites[state]) + Int128(demand.tiers[tier].stateReads[state])
    }
    for (step, tier) in tapes.enumerated() { cost += Int128(demand.tiers[tier].tapeAccess[step]) }
    let all = TapePlaces.Levels.each(tapes.map { demand.tiers[$0].level })
    return TapePlaces(
      states: .each(states.map { demand.tiers[$0].level }), tapes: all, lastTapes: all, cost: cost)
  }

  private func temporary(_ step: Int) -> Int {
    demand.forwardTemporary.isEmpty ? 0 : max(demand.forwardTemporary[step], demand.backwardTemporary[step])
  }

  /// Returns the tier of every tape, and in `needs` what each segment then needs of the pools.
  ///
  /// - Parameter states: The tiers of the states, whose room is taken; nil if they are placed later.
  private func placeTapes(
    _ division: TapeDivision, _ capacities: [Int], used states: [Int]?, _ order: TapeOrder, _ needs: inout Needs
  ) -> [Int]? {
    var tapes: [Int] = []
    needs.removeAll()
    var held = capacities.map { _ in 0 }
    for segment in 0..<division.segments {
      var used = held
      var need = held.map { _ in 0 }
      for step in division.steps(of: segment) {
        let temporary = temporary(step)
        var best: Int?
        for (index, tier) in demand.tiers.enumerated() {
          let size = tier.tapeSizes[step]
          let left = capacities[tier.pool] - used[tier.pool]
          if size > left || (tier.pool == 0 ? left - size : capacities[0] - used[0]) < temporary { continue }
          if let best, !isBefore(tier, demand.tiers[best], step, order) { continue }
          best = index
        }
        guard let best else { return nil }
        let pool = demand.tiers[best].pool
        if capacities[pool] < .max { used[pool] += demand.tiers[best].tapeSizes[step] }
        need[0] = max(need[0], used[0] - held[0] + temporary)
        tapes.append(best)
      }
      for pool in need.indices.dropFirst() { need[pool] = used[pool] - held[pool] }
      needs.append(need)
      if let states, segment < states.count {
        let tier = demand.tiers[states[segment]]
        if capacities[tier.pool] < .max { held[tier.pool] += tier.stateSizes[segment * division.period] }
      }
    }
    return tapes
  }

  private func isBefore(_ tier: RoomDemand.Tier, _ other: RoomDemand.Tier, _ step: Int, _ order: TapeOrder) -> Bool {
    let (cost, otherCost) = (tier.tapeAccess[step], other.tapeAccess[step])
    return order.smallestFirst
      ? (tier.tapeSizes[step], cost) < (other.tapeSizes[step], otherCost) : cost < otherCost
  }

  /// Returns the tier of every stored state, the cheapest that leaves the later segments what they need.
  private func placeStates(
    _ division: TapeDivision, _ capacities: [Int], _ needs: Needs, _ order: TapeOrder
  ) -> [Int]? {
    // How much of each pool the states up to each one may take in total.
    var limits = Array(repeating: capacities, count: division.segments)
    for segment in stride(from: division.stored - 1, through: 0, by: -1) {
      for pool in capacities.indices {
        limits[segment][pool] = min(limits[segment + 1][pool], capacities[pool] - needs[segment + 1][pool])
      }
      if !demand.forwardTemporary.isEmpty {
        let run = division.steps(of: segment).map { demand.forwardTemporary[$0] }.max() ?? 0
        limits[segment][0] = min(limits[segment][0], capacities[0] - run)
      }
    }
    var used = capacities.map { _ in 0 }
    var states: [Int] = []
    for segment in 0..<division.stored {
      let state = segment * division.period
      var best: (key: (Int, Int128), tier: Int)?
      for (index, tier) in demand.tiers.enumerated() {
        let size = tier.stateSizes[state]
        if size > limits[segment][tier.pool] - used[tier.pool] { continue }
        let cost = Int128(tier.stateWrites[state]) + Int128(tier.stateReads[state])
        let key = (order.smallestFirst ? size : 0, cost)
        if best.map({ key < $0.key }) ?? true { best = (key, index) }
      }
      guard let best else { return nil }
      let tier = demand.tiers[best.tier]
      if capacities[tier.pool] < .max { used[tier.pool] += tier.stateSizes[state] }
      states.append(best.tier)
    }
    return states
  }
}
