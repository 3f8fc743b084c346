/// A lower bound on the optimum of any chain on levels of limited room, without a table.
///
/// When B_{l-1} runs, every step has run, and has its tape on some level or runs once more. So beyond what all
/// schedules pay, each costs at least the least sum of c_k(i) over tapes kept on tiers k with room for them and of f_i
/// over the other steps. For any price p_q >= 0 of a unit of each pool q, that is at least
///
///     sum over i of  min( f_i, min over tiers k of  c_k(i) + p_q(k) t^k_i )  -  sum over q of p_q C_q
///
/// The prices are chosen in turn, each the best while the others stay, and all together: the sum is concave.
///
/// Without tapes, the same holds of the states: when the turn runs, x_i is stored, and is read later, or F_{i-1} runs once more.
///
/// - Complexity: O(l K log(price)) time per pool, for a few rounds over the pools; prices are coarser for long chains.
struct TapeBound {
  /// What each part costs if it has to be made once more.
  private let again: [Int]
  /// By tier, the pool, and c_k(i) and t^k_i.
  private let tiers: [(pool: Int, access: [Int128], sizes: [Int])]
  private let pools: [RoomDemand.Pool]
  /// Prices are multiples of 1 / 2^shift.
  private static let shift = 40
  private static let rounds = 4

  /// The work of a bound in visits of a part: some seconds.
  private static let mostVisits = 200_000_000

  /// The bound of the chain's tapes.
  init(_ demand: RoomDemand) {
    let least = (0..<demand.parts).map(demand.leastAccess)
    again = demand.forwardCosts
    pools = demand.pools
    tiers = demand.tiers.map { tier in
      (tier.pool, zip(tier.tapeAccess, least).map { Int128($0 - $1) }, tier.tapeSizes)
    }
  }

  /// The bound of the states of a chain without tapes. x_0 cannot be made again, so any cost is one that it does not have less.
  init(states demand: RoomDemand) {
    let steps = demand.forwardCosts.dropLast()
    again = [steps.max() ?? 0] + steps.dropLast()
    pools = demand.pools
    tiers = demand.tiers.map { tier in
      (tier.pool, zip(tier.stateWrites, tier.stateReads).map { Int128($0) + Int128($1) }, tier.stateSizes)
    }
  }

  /// Returns a lower bound on the makespan, given that every schedule pays `every`.
  func makespan(every: Int) -> Int {
    let limited = pools.indices.filter { pools[$0].capacity < .max }
    var prices = Array(repeating: Int128(0), count: pools.count)
    var best = value(prices)
    // Where room on one level does as well as on another, only both prices together gain.
    let sets = limited.map { [$0] } + (limited.count > 1 ? [limited] : [])
    // Each of about 100 thirds visits every part twice.
    let visits = 200 * Self.rounds * sets.count * tiers.count
    let isLong = again.count > Self.mostVisits / max(1, visits)
    for _ in 0..<(isLong ? 1 : Self.rounds) {
      for set in sets { best = max(best, raise(set, of: &prices, isLong: isLong)) }
      if limited.count < 2 { break }
    }
    let surplus = max(0, best) >> Int128(Self.shift)
    // Rounded up: a makespan is a whole number of units.
    let rounded = max(0, best) == surplus << Int128(Self.shift) ? surplus : surplus + 1
    return Int(clamping: Int128(every) + rounded)
  }

  /// Moves the prices of some pools by the best amount for all of them, and returns the value there.
  private func raise(_ set: [Int], of prices: inout [Int128], isLong: Bool) -> Int128 {
    let start = prices
    func moved(_ amount: Int128) -> [Int128] {
      var moved = start
      for pool in set { moved[pool] += amount }
      return moved
    }
    var low = -(set.map { start[$0] }.min() ?? 0)
    var high = set.map(greatestPrice).max() ?? 0
    let precision = isLong ? max(2, (high - low) >> 16) : 2
    while high - low > precision {
      let third = (high - low) / 3
      if value(moved(low + third)) < value(moved(high - third)) { low += third } else { high -= third }
    }
    prices = moved(low)
    return value(prices)
  }

  /// Returns a price at which nothing that takes room is worth it: the costliest part's, for the least room.
  private func greatestPrice(_ pool: Int) -> Int128 {
    let sizes = tiers.filter { $0.pool == pool }.flatMap(\.sizes)
    let least = sizes.reduce(Int.max) { $1 > 0 ? min($0, $1) : $0 }
    return (Int128(again.max() ?? 0) << Int128(Self.shift)) / Int128(least) + 1
  }

  private func value(_ prices: [Int128]) -> Int128 {
    var sum: Int128 = 0
    for part in again.indices {
      var least = Int128(again[part]) << Int128(Self.shift)
      for tier in tiers {
        let (cost, overflow) = prices[tier.pool].multipliedReportingOverflow(by: Int128(tier.sizes[part]))
        if !overflow { least = min(least, (tier.access[part] << Int128(Self.shift)) + cost) }
      }
      sum += least
    }
    for (pool, price) in zip(pools, prices) where price > 0 {
      let (cost, overflow) = price.multipliedReportingOverflow(by: Int128(pool.capacity))
      if overflow { return 0 }
      sum -= cost
    }
    return sum
  }
}
