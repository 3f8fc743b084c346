/// A lower bound on the makespan with one overlapped level that counts the slot that a state takes while it arrives.
///
/// ``OverlapBound`` lets a state arrive while all slots of level 0 are used, so it is low where these are few. Here a step
/// runs at the share beta = 1 - phi of its cost while a state may arrive, and at its full cost while all c slots hold others. A
/// prefetch costs W = phi r. With a price lambda for each backward step, and V_h(mu) for each slot h = 1 ... c such that
///
///     V1   V_h(mu) >= mu - beta u                                             u = ub + r_0
///     V2   V_h(mu) >= mu - rate(h) u + V_h(mu - rate(h) uf)                   rate(h) = 1 for h = c, beta for h < c
///     V3   V_h(mu) >= V_{h+1}(mu) + V_h(mu - rate(h+1) uf), V_{h+1}(mu)       h < c
///     V4   V_h(mu) >= V_{h+1}(mu) + V_h(mu - beta uf) - W                     h < c
///     V5   V_1(lambda - beta uf) <= W
///
/// and U = max(0, V_1(lambda) - W) <= w,
///
///     makespan >= (1 - U / w) l uf + lambda l + beta ub - sum over h of max(U, V_h(lambda))
///
/// The proof is in docs/overlap-slots.md. The least V are sums of margins, the largest of many, so the bound is concave in lambda
/// and phi together, and V5 and U <= w hold up to some lambda. Writes to level 0 are left out.
///
/// - Complexity: some hundred evaluations of ``OverlapSlotPrices``, at most some ``mostWork`` values: independent of the length.
struct OverlapSlotBound {
  /// After so many values the best bound so far is taken.
  static let mostWork = 1 << 17
  /// The prices tried for each share.
  private static let mostTrials = 64

  let machine: OverlapMachine
  /// The values computed, a machine-independent count of the work.
  private(set) var work = 0
  /// The best bound so far on the scale, its share in parts, and what its price is above beta u.
  private(set) var witness: (bound: Int128, share: Int, margin: Int128)?

  /// A bound on the scale, and its slope in lambda.
  private struct Point {
    var margin: Int128
    var bound: Int128
    var slope: Double
  }

  /// Returns nil for other machines, and where level 0 has room for all states.
  init?(_ machine: OverlapMachine) {
    guard machine.slower.count == 1, machine.slower[0].isOverlapped, machine.slower[0].writeCost > 0,
      machine.slower[0].readCost > 0, machine.forwardCost > 0, machine.slots > 0, machine.slots < machine.length,
      !machine.length.multipliedReportingOverflow(by: machine.forwardCost).overflow
    else { return nil }
    self.machine = machine
  }

  /// Returns the bound in the problem's units.
  mutating func best() -> Int {
    var (low, high) = (0, OverlapBound.parts - 1)
    while low < high {
      let middle = low + (high - low) / 2
      if bestOverPrices(middle) < bestOverPrices(middle + 1) { low = middle + 1 } else { high = middle }
    }
    _ = bestOverPrices(low)
    guard let best = witness?.bound else { return 0 }
    // Makespans are whole units.
    return Int(clamping: best / OverlapBound.scale + (best % OverlapBound.scale > 0 ? 1 : 0))
  }

  /// Returns the best bound for one share, on the scale.
  ///
  /// Between two prices the next is where their tangents meet; from one that is too high it is where the tangent of the
  /// value that is too large leaves it.
  private mutating func bestOverPrices(_ share: Int) -> Int128 {
    let prices = OverlapSlotPrices(machine, share: share)
    guard var low = point(prices, 0, []) else { return 0 }
    var best = low.bound
    var high: Int128?
    let first = Int128(machine.forwardCost) * OverlapBound.scale
    var next = witness?.margin ?? first
    for _ in 0..<Self.mostTrials where work < Self.mostWork {
      guard next > low.margin, next < high ?? Int128.max else { break }
      guard let size = prices.size(at: next) else {
        next = prices.mostComputed(below: next)
        high = next + 1
        continue
      }
      work += size
      switch prices.outcome(at: next) {
      case .tooHigh(let excess):
        high = next - (excess.earned - 1) / excess.steps
        next = (high ?? next) - 1
      case .values(let values):
        guard let found = point(prices, next, values.map { $0[0][0] }) else { return best }
        best = max(best, found.bound)
        if found.bound > witness?.bound ?? 0 { witness = (found.bound, share, next) }
        if found.slope <= 0 {
          let rise = Double(found.bound - low.bound) - found.slope * Double(found.margin - low.margin)
          high = next
          next = min(max(low.margin + Int128(rise / (low.slope - found.slope)), low.margin + 1), next - 1)
          continue
        }
        low = found
        next = high.map { low.margin + ($0 - low.margin) / 2 } ?? next + max(next / 8, first / 2)
      }
    }
    return best
  }

  /// Returns the bound at a margin, with V_h(lambda) of all slots or, for the margin 0, none; nil if it is beyond all limits.
  private func point(_ prices: OverlapSlotPrices, _ margin: Int128, _ roots: [OverlapSlotPrices.Value]) -> Point? {
    let (length, write) = (Int128(machine.length), Int128(machine.slower[0].writeCost))
    let sweep = length * Int128(machine.forwardCost)
    var arriving = OverlapSlotPrices.Value(earned: 0, steps: 0)
    if let first = roots.first { arriving.raise(to: first, minus: prices.prefetch) }
    var held = OverlapSlotPrices.Value(earned: 0, steps: 0)
    for root in roots {
      var most = arriving
      most.raise(to: root)
      held = held + most
    }
    // theta l uf, rounded up
    let (whole, part) = arriving.earned.quotientAndRemainder(dividingBy: write)
    let offloads = whole * sweep + (part == 0 ? 0 : (part * sweep - 1) / write + 1)
    let (paid, overflow) = (prices.leastPrice + margin).multipliedReportingOverflow(by: length)
    if overflow || paid > PriceBound.value { return nil }
    let slope = Double(length) - Double(arriving.steps) * Double(sweep) / Double(write) - Double(held.steps)
    return Point(
      margin: margin, bound: sweep * OverlapBound.scale - offloads + paid + prices.lastStep - held.earned, slope: slope)
  }
}

extension OverlapMachine {
  /// The best lower bound on the makespan, in the problem's units: what ``OverlapBound`` and ``OverlapSlotBound`` prove.
  var lowerBound: Int {
    var (every, few) = (OverlapBound(self), OverlapSlotBound(self))
    return max(every.best(), few?.best() ?? 0)
  }
}
