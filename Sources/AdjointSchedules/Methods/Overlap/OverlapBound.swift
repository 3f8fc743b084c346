/// A lower bound on the makespan of any schedule on a machine with overlapped levels.
///
/// Let F be the time of the first sweep, until x_l is reached, and R the rest. For shares theta_k and phi_k of each
/// overlapped level, each set adding up to at most 1,
///
///     F >= (1 - sum of theta_k) x (computing in F)  +  sum of theta_k x (channel k in F)
///     R >= (1 - sum of phi_k) x (computing in R)  +  sum of phi_k x (channel k in R)
///
/// An offload of a state that the first sweep wrote either ends in F, or holds a slot of level 0 at the end of F and
/// takes its channel's time in R. The slots held then, by such states and those that are used from level 0 later, are at
/// most c_0. With theta_k >= phi_k and sigma = max (theta_k - phi_k) w_k, an offload of the first sweep costs at least
/// theta_k w_k and a state that stays on level 0 sigma, if sigma c_0 is subtracted. So
///
///     makespan >= (1 - sum of theta_k) l uf - sigma c_0 + least over synchronous schedules of
///                 [ theta_k w_k per write of the first sweep to level k + sigma per state that it leaves on level 0
///                   + everything after it, steps at (1 - sum of phi_k), transfers at phi_k ]
///
/// The slower levels count as unlimited, which lowers the least. Then it is a maximum over prices (``PriceDual``): with a
/// price lambda per backward step, a state of the first sweep on level k earns U_0 less its costs. The largest
/// earnings may not be positive, or longer chains earn more, so theta_k follows from lambda, and what is left is a
/// concave maximum over lambda and the phi_k, in integers.
///
/// The proof is in docs/overlap.md.
///
/// - Complexity: some 2000 evaluations a level of a recurrence over T prices, T the repetitions that an offload is worth:
///   independent of the length.
struct OverlapBound {
  /// phi_k in these parts.
  static let parts = 1 << 12
  /// All values are multiplied by this, which makes the shares and prices integers.
  static let scale = Int128(1) << 22

  let machine: OverlapMachine
  /// The recurrences evaluated, a machine-independent count of the work.
  private(set) var evaluations = 0

  /// The shares phi_k, in ``parts``, and the price of the best bound so far, on the scale.
  private(set) var witness: (bound: Int128, shares: [Int], price: Int128)?

  init(_ machine: OverlapMachine) { self.machine = machine }

  /// Returns the bound in the problem's units.
  mutating func best() -> Int {
    var best = machine.leastCost
    if machine.length > 0 && machine.forwardCost > 0 && machine.slots > 0 {
      // Makespans are whole units.
      let found = bestOverShares()
      best = max(best, found / Self.scale + (found % Self.scale > 0 ? 1 : 0))
    }
    return Int(clamping: best)
  }

  /// Returns the best bound over phi_k, on the scale: each is searched in turn, since the bound is concave in it.
  private mutating func bestOverShares() -> Int128 {
    let channels = machine.slower.indices.filter { machine.slower[$0].isOverlapped }
    var shares = Array(repeating: 0, count: machine.slower.count)
    var best = bestOverPrices(shares)
    for _ in 0..<(channels.count > 1 ? 2 : 1) {
      for channel in channels {
        let others = shares.reduce(0, +) - shares[channel]
        var (low, high) = (0, Self.parts - 1 - others)
        func value(_ share: Int) -> Int128 {
          shares[channel] = share
          return bestOverPrices(shares)
        }
        while low < high {
          let middle = low + (high - low) / 2
          if value(middle) < value(middle + 1) { low = middle + 1 } else { high = middle }
        }
        best = max(best, value(low))
      }
    }
    return best
  }

  /// Returns the best bound over lambda for the given phi_k, on the scale.
  mutating func bestOverPrices(_ shares: [Int]) -> Int128 {
    let prices = OverlapPrices(machine, shares: shares, parts: Self.parts, scale: Self.scale)
    func value(_ price: Int128) -> Int128? {
      evaluations += 1
      return prices.bound(at: price)
    }
    var (low, width) = (prices.leastPrice, prices.forward)
    while let a = value(low + width), let b = value(low + width - 1), a >= b { width *= 2 }
    var high = low + width
    while low < high {
      let middle = low + (high - low) / 2
      guard let next = value(middle + 1), let this = value(middle), this < next else {
        high = middle
        continue
      }
      low = middle + 1
    }
    let found = value(low) ?? 0
    if found > witness?.bound ?? 0 { witness = (found, shares, low) }
    return found
  }
}
