/// The bound of ``OverlapBound`` for one set of shares phi_k, at one price lambda.
///
/// Every value is multiplied by the scale.
struct OverlapPrices {
  /// The costs of a slower level after the first sweep, and of its writes during it.
  private struct Costs {
    var write: Int128
    var read: Int128
    /// The cost of a write in the first sweep at theta_k = 1; at the other levels' remaining share for a level that is
    /// not overlapped.
    var firstWrite: Int128
    var isOverlapped: Bool
    var channelWrite: Int
  }

  private let machine: OverlapMachine
  private let scale: Int128
  private let levels: [Costs]
  /// The price below which nothing is earned: the cost of a backward step after the first, with its read.
  let leastPrice: Int128
  /// The cost of a step.
  let forward: Int128
  private let limit = PriceBound.value
  /// Prices at which steps would be advanced over more often are not used, which limits the work and still gives a bound.
  private static let mostRepetitions = 1 << 13

  init(_ machine: OverlapMachine, shares: [Int], parts: Int, scale: Int128) {
    self.machine = machine
    self.scale = scale
    let unit = scale / Int128(parts)
    let computing = Int128(parts - shares.reduce(0, +)) * unit
    forward = Int128(machine.forwardCost) * computing
    let least = machine.leastRead
    leastPrice = (Int128(machine.backwardCost) + Int128(least)) * computing
    levels = zip(machine.slower, shares).map { level, share in
      // The least read is part of each backward step.
      let extra = Int128((level.isOverlapped ? machine.readCost : level.readCost) - least)
      let channel = Int128(share) * unit
      if level.isOverlapped {
        return Costs(
          write: Int128(level.writeCost) * channel, read: extra * computing + Int128(level.readCost) * channel,
          firstWrite: Int128(level.writeCost) * scale, isOverlapped: true, channelWrite: level.writeCost)
      }
      return Costs(
        write: Int128(level.writeCost) * computing, read: extra * computing,
        firstWrite: Int128(level.writeCost) * scale, isOverlapped: false, channelWrite: 0)
    }
  }

  /// Returns the bound, or nil if the price is too high: a longer chain always earns more.
  func bound(at price: Int128) -> Int128? {
    guard let earnings = earningsOfBlocks(price) else { return nil }
    let steps = Int128(machine.length)
    let sweep = steps * Int128(machine.forwardCost)
    var rest = scale
    var taken: Int128 = 0
    var pinned: Int128 = 0
    // theta_k: what makes the block of each overlapped level earn nothing.
    for (level, earned) in zip(levels, earnings) where level.isOverlapped {
      let cost = max(level.write, earned - level.read)
      if cost > level.firstWrite { return nil }
      pinned = max(pinned, cost - level.write)
      if cost == 0 { continue }
      let (whole, part) = cost.quotientAndRemainder(dividingBy: Int128(level.channelWrite))
      taken += whole * sweep + roundedUp(part * sweep, Int128(level.channelWrite))
      rest -= whole + (part > 0 ? 1 : 0)
      if rest < 0 { return nil }
    }
    for (level, earned) in zip(levels, earnings) where !level.isOverlapped {
      // A write of the first sweep costs what is left of the computing's share.
      let (first, overflow) = (level.firstWrite / scale).multipliedReportingOverflow(by: rest)
      if overflow || earned - level.read > first { return nil }
    }
    guard let tail = earningsOfFirstSweep(price, pinned: pinned) else { return nil }
    let (total, overflow) = price.multipliedReportingOverflow(by: steps + 1)
    let (held, overflowsHeld) = pinned.multipliedReportingOverflow(by: Int128(machine.slots))
    // Beyond this no makespan fits 64 bits.
    if overflow || overflowsHeld || total > limit || held > limit || tail > limit { return nil }
    // The first backward step reads nothing.
    return sweep * scale - taken - held + total - tail - Int128(machine.leastRead) * scale
  }

  private func roundedUp(_ value: Int128, _ divisor: Int128) -> Int128 {
    value / divisor + (value % divisor > 0 ? 1 : 0)
  }

  /// Returns the earnings of m slots of level 0 and t = the repetitions that pay at the price, or nil if they are
  /// beyond all limits.
  private func earnings(margin: Int128, slots: Int) -> Int128? {
    if margin < forward { return margin }
    let repetitions = Int(clamping: margin / forward)
    let (steps, advances) = (Binomial.beta(slots, repetitions), Binomial.beta(slots + 1, repetitions - 1))
    return sum(steps, margin - Int128(repetitions) * forward, advances)
  }

  /// Returns `steps` x `surplus` + `advances` x uf, or nil if it is beyond all limits.
  private func sum(_ steps: Int128, _ surplus: Int128, _ advances: Int128) -> Int128? {
    let (earned, overflow) = steps.multipliedReportingOverflow(by: surplus)
    let (saved, overflowsSaved) = advances.multipliedReportingOverflow(by: forward)
    return overflow || overflowsSaved || earned > limit || saved > limit ? nil : earned + saved
  }

  /// Returns U_0 of each slower level: the earnings of a part whose first state is there, read once and paid; nil if
  /// another state stored after the first sweep would earn more than it costs.
  private func earningsOfBlocks(_ price: Int128) -> [Int128]? {
    let margin = price - leastPrice
    let last = margin < 0 ? 0 : min(Int(clamping: margin / forward), machine.length)
    if last > Self.mostRepetitions { return nil }
    var stored = levels.map { _ in -limit }
    var next = stored
    for t in stride(from: last, through: 0, by: -1) {
      guard let low = earnings(margin: margin - Int128(t) * forward, slots: machine.slots) else { return nil }
      next = stored
      for index in levels.indices {
        stored[index] = low + max(0, stored[index] - levels[index].read)
        if stored[index] > limit { return nil }
      }
      // A state may move to a level from which it is read more cheaply.
      if levels.count > 1 {
        let moved = zip(stored, levels).map { $0 - $1.write }.max() ?? 0
        for index in levels.indices { stored[index] = max(stored[index], moved) }
      }
    }
    for (earned, level) in zip(next, levels) where earned > level.write + level.read { return nil }
    return stored
  }

  /// Returns U_t of each slower level, t = 0 ... T; nil if the values are beyond all limits.
  func blocks(at price: Int128) -> [[Int128]]? {
    let margin = price - leastPrice
    let last = margin < 0 ? 0 : min(Int(clamping: margin / forward), machine.length)
    var values: [[Int128]] = []
    for t in stride(from: last, through: 0, by: -1) {
      guard let low = earnings(margin: margin - Int128(t) * forward, slots: machine.slots) else { return nil }
      var stored = levels.indices.map { low + max(0, (values.last?[$0] ?? 0) - levels[$0].read) }
      let moved = zip(stored, levels).map { $0 - $1.write }.max() ?? 0
      for index in levels.indices { stored[index] = max(stored[index], moved) }
      values.append(stored)
    }
    return levels.indices.map { level in values.reversed().map { $0[level] } }
  }

  /// Returns theta_k w_k of each overlapped level, with which its block earns nothing; 0 for the others.
  func offloads(of blocks: [[Int128]]) -> [Int128] {
    zip(levels, blocks).map { level, values in
      level.isOverlapped ? max(level.write, (values.first ?? 0) - level.read) : 0
    }
  }

  /// Returns the earnings of the states that the first sweep leaves on level 0, at `pinned` each, and of the turn; nil
  /// if they are beyond all limits.
  ///
  /// With m slots left a state there earns beta(m, t) (margin - t uf) + beta(m + 1, t - 1) uf, and the sums over m of
  /// these binomials are binomials.
  private func earningsOfFirstSweep(_ price: Int128, pinned: Int128) -> Int128? {
    let margin = price - leastPrice
    if margin < 0 { return margin }
    let t = Int(clamping: margin / forward)
    // The fewest slots left with which a state pays.
    var (few, many) = (0, machine.slots)
    while few < many {
      let middle = few + (many - few) / 2
      if let earned = earnings(margin: margin, slots: middle + 1), earned <= pinned {
        few = middle + 1
      } else {
        many = middle
      }
    }
    let count = machine.slots - few
    if count == 0 { return margin }
    let (steps, advances) = (Binomial.beta(machine.slots, t + 1), Binomial.beta(machine.slots + 1, t))
    if steps == Binomial.saturated || advances == Binomial.saturated { return nil }
    guard
      let earned = sum(
        steps - Binomial.beta(few, t + 1), margin - Int128(t) * forward, advances - Binomial.beta(few + 1, t))
    else { return nil }
    return margin + earned - Int128(count) * pinned
  }
}
