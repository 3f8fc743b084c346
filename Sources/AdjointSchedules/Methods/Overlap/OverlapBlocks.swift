/// The blocks of which stretches and tails consist, chosen by formulas; which are best together is found by timing them.
struct OverlapBlocks {
  let machine: OverlapMachine
  /// The slots that a block may use.
  let slots: Int
  /// How long a prefetch takes.
  let transfer: Int
  private var blocks: [Int: (block: OverlapShape.Block, cost: Int128)] = [:]
  private var stretches: [Key: (blocks: [OverlapShape.Block], cost: Int128)] = [:]

  private struct Key: Hashable {
    var steps: Int
    var blocks: Int
  }

  init(_ machine: OverlapMachine, slots: Int, transfer: Int) {
    (self.machine, self.slots, self.transfer) = (machine, slots, transfer)
  }

  /// The most steps for which every point of issue is compared.
  private static let longCompared = 128

  /// Returns what a part of `steps` backward steps takes on `slots` slots of level 0, its first state stored and in the
  /// buffer.
  func cost(_ steps: Int, slots: Int) -> Int128 {
    let length = steps - 1
    if length == 0 { return Int128(machine.backwardCost) }
    if slots == 0 { return PriceBound.value }
    let most = min(slots, length)
    let written = machine.writeCost == 0 ? 0 : BinomialPlan.writesWithin(count: steps, slots: most)
    return BinomialPlan.forwardSteps(length: length, slots: most) * Int128(machine.forwardCost)
      + Int128(steps) * Int128(machine.backwardCost) + Int128(length) * Int128(machine.readCost)
      + Int128(written) * Int128(machine.writeCost)
  }

  /// Returns the block with the least time, if a prefetch that is not over when it ends is waited for.
  mutating func block(offset: Int, steps: Int) -> (block: OverlapShape.Block, cost: Int128) {
    var found: (block: OverlapShape.Block, cost: Int128)
    if let known = blocks[steps] {
      found = known
    } else {
      found = best(steps)
      blocks[steps] = found
    }
    found.block.offset = offset
    return found
  }

  private func best(_ steps: Int) -> (block: OverlapShape.Block, cost: Int128) {
    let offset = 0
    var best = (
      block: OverlapShape.Block(offset: offset, steps: steps, issue: .after),
      cost: cost(steps, slots: slots) + Int128(transfer)
    )
    if slots < 2 || steps == 1 { return best }
    let turn = Int128(machine.readCost) + Int128(machine.backwardCost)
    func consider(_ left: Int, within: Bool) {
      let right = steps - left
      var (time, rest): (Int128, Int128)
      if within {
        let write = Int128(left - 2) * Int128(machine.writeCost)
        rest = Int128(left - 2) * turn + Int128(machine.backwardCost)
        time =
          rest + Int128(left - 1) * Int128(machine.forwardCost) + write
          + turn
      } else {
        rest = cost(left, slots: slots - 1)
        time = rest
      }
      if right > 0 {
        time += Int128(left) * Int128(machine.forwardCost) + cost(right, slots: slots - 1) + Int128(machine.readCost)
        if right > 1 { time += Int128(machine.writeCost) }
      }
      time += max(0, Int128(transfer) - rest)
      if time < best.cost {
        best = (
          OverlapShape.Block(offset: offset, steps: steps, issue: within ? .within(left: left) : .before(left: left)),
          time
        )
      }
    }
    for left in candidates(steps, slots) {
      consider(left, within: false)
      if left >= 2 && left <= slots + 1 { consider(left, within: true) }
    }
    return best
  }

  /// Returns the lengths of first parts to compare.
  private func candidates(_ steps: Int, _ slots: Int) -> [Int] {
    if steps <= Self.longCompared { return Array(1...steps) }
    let t = Binomial.repetitions(slots: slots, count: Int128(steps))
    func clamped(_ value: Int128) -> Int { Int(max(1, min(Int128(steps), value))) }
    // The shortest whose own time hides the transfer.
    var (low, high) = (1, steps)
    while low < high {
      let middle = low + (high - low) / 2
      if cost(middle, slots: slots - 1) >= Int128(transfer) { high = middle } else { low = middle + 1 }
    }
    let all = [
      low, steps, clamped(Binomial.beta(slots, t - 1)), clamped(Binomial.beta(slots - 1, t - 1)),
      clamped(Binomial.beta(slots, t - 2)), clamped(Int128(steps) - Binomial.beta(slots - 1, t)),
      clamped(Int128(steps) - Binomial.beta(slots - 1, t - 1)), min(steps, slots + 1), min(steps, slots),
    ]
    return Array(Set(all)).sorted()
  }

  /// Returns the `count` blocks of a stretch that together take least, the last steps first; fewer if it has too few steps.
  mutating func stretch(_ steps: Int, blocks count: Int) -> [OverlapShape.Block] { divided(steps, count).blocks }

  private mutating func divided(_ steps: Int, _ count: Int) -> (blocks: [OverlapShape.Block], cost: Int128) {
    if count == 1 || steps < 2 * count {
      let all = block(offset: 0, steps: steps)
      return ([all.block], all.cost)
    }
    let key = Key(steps: steps, blocks: count)
    if let known = stretches[key] { return known }
    var best: (blocks: [OverlapShape.Block], cost: Int128) = ([], PriceBound.value)
    for last in lengths(steps, count) {
      let right = block(offset: steps - last, steps: last)
      let left = divided(steps - last, count - 1)
      let total = right.cost + left.cost + Int128(steps - last) * Int128(machine.forwardCost)
      if total < best.cost { best = ([right.block] + left.blocks, total) }
    }
    stretches[key] = best
    return best
  }

  /// Returns the lengths of last blocks to compare.
  private func lengths(_ steps: Int, _ count: Int) -> [Int] {
    if steps <= Self.longCompared { return Array(1..<steps) }
    let even = [3, 4, 5].map { steps * $0 / (4 * count) }.filter { $0 > 0 && $0 < steps }
    // Of many blocks none is much longer than another.
    if count > 3 { return even }
    let full = [1, 2, 3].flatMap { t in
      [slots - 1, slots, slots + 1].map { Int(clamping: Binomial.beta($0, t)) }
    }
    return (full + even + (1..<16).map { steps / 16 * $0 }).filter { $0 > 0 && $0 < steps }
  }
}
