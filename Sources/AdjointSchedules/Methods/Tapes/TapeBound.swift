/// A lower bound on the optimum of any chain with tapes, without a table.
///
/// When B_{l-1} runs, every step has run, and has its tape on some level or runs once more. So beyond what all
/// schedules pay, each costs at least the least sum of c_k(i) over tapes kept on tiers k with room for them and of f_i
/// over the other steps. For any price p_q >= 0 of a unit of each pool q, that is at least
///
///     sum over i of  min( f_i, min over tiers k of  c_k(i) + p_q(k) t^k_i )  -  sum over q of p_q C_q
///
/// The prices are chosen in turn, each the best while the others stay: the sum is concave in each.
///
/// - Complexity: O(l K log(price)) time per pool, for a few rounds over the pools.
struct TapeBound {
  private let demand: RoomDemand
  /// The steps of c_k(i) and t^k_i.
  private let access: [[Int128]]
  /// Prices are multiples of 1 / 2^shift.
  private static let shift = 40
  private static let rounds = 3

  init(_ demand: RoomDemand) {
    self.demand = demand
    let least = (0..<demand.parts).map(demand.leastAccess)
    access = demand.tiers.map { tier in zip(tier.tapeAccess, least).map { Int128($0 - $1) } }
  }

  /// Returns a lower bound on the makespan, given that every schedule pays `every`.
  func makespan(every: Int) -> Int {
    let limited = demand.pools.indices.filter { demand.pools[$0].capacity < .max }
    var prices = Array(repeating: Int128(0), count: demand.pools.count)
    var best = value(prices)
    // A unit is worth no more than the costliest step.
    let most = Int128(demand.forwardCosts.max() ?? 0) << Int128(Self.shift)
    for _ in 0..<Self.rounds {
      for pool in limited {
        var (low, high) = (Int128(0), most)
        while high - low > 2 {
          let third = (high - low) / 3
          (prices[pool], best) = (low + third, best)
          let left = value(prices)
          prices[pool] = high - third
          let right = value(prices)
          if left < right { low += third } else { high -= third }
        }
        prices[pool] = low
        best = max(best, value(prices))
      }
      if limited.count < 2 { break }
    }
    let surplus = max(0, best) >> Int128(Self.shift)
    // Rounded up: a makespan is a whole number of units.
    let rounded = max(0, best) == surplus << Int128(Self.shift) ? surplus : surplus + 1
    return Int(clamping: Int128(every) + rounded)
  }

  private func value(_ prices: [Int128]) -> Int128 {
    var sum: Int128 = 0
    for step in 0..<demand.parts {
      var least = Int128(demand.forwardCosts[step]) << Int128(Self.shift)
      for (tier, costs) in zip(demand.tiers, access) {
        let (cost, overflow) = prices[tier.pool].multipliedReportingOverflow(by: Int128(tier.tapeSizes[step]))
        if !overflow { least = min(least, (costs[step] << Int128(Self.shift)) + cost) }
      }
      sum += least
    }
    for (pool, price) in zip(demand.pools, prices) where price > 0 {
      let (cost, overflow) = price.multipliedReportingOverflow(by: Int128(pool.capacity))
      if overflow { return 0 }
      sum -= cost
    }
    return sum
  }
}
