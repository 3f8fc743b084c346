/// Finds the segments of a schedule from the loss functions, starting with the whole chain.
///
/// A state with N steps earns value - loss(N); this is attained by the faster tier or by two parts whose losses add up.
/// Among such splits, one whose parts lie at ends of their pieces is preferred, so that the same few segments recur.
///
/// - Complexity: O(distinct segments x pairs of pieces); the segments number a few times the states at most.
struct PricePlanBuilder {
  /// A segment of the schedule and the state whose loss function contains it.
  private struct Key: Hashable {
    /// -1 below the lowest tier.
    var tier: Int
    var slots: Int
    var advance: Int
    var isStored: Bool
    var steps: Int
  }

  private let tables: LossTables
  private let platform: PricedPlatform
  private var nodes: [PricePlan.Node?] = []
  private var known: [Key: PricePlan.State] = [:]
  private var waiting: [(index: Int, key: Key)] = []
  private var longestBase = 1

  private init(_ tables: LossTables) {
    self.tables = tables
    platform = tables.platform
  }

  /// Returns the plan of `steps` backward steps, or nil if thinned functions lack a part of it, or if it has too many
  /// segments to be counted.
  static func plan(_ tables: LossTables, steps: Int, work: inout PriceWork) -> PricePlan? {
    let mostNodes = SegmentSummaries<PricePlan>.mostNumbered(
      length: steps - 1, levelCount: tables.platform.levelCount, besideKeyed: tables.platform.baseTier != nil)
    var builder = PricePlanBuilder(tables)
    guard let root = builder.state(for: builder.entry(tables.rows.count - 1, 0, steps)) else { return nil }
    while let (index, key) = builder.waiting.popLast() {
      guard builder.nodes.count <= mostNodes, let node = builder.node(for: key) else { return nil }
      builder.nodes[index] = node
      work.openedSegments += 1
    }
    return PricePlan(
      nodes: builder.nodes.compactMap { $0 }, root: root, base: builder.basePlan,
      baseTier: tables.platform.baseTier)
  }

  private var basePlan: BinomialPlan {
    BinomialPlan(
      level: platform.baseTier?.places[0].level ?? 0, slots: max(1, platform.base.slots), length: longestBase - 1)
  }

  private func entry(_ tier: Int, _ advance: Int, _ steps: Int) -> Key {
    Key(
      tier: tier, slots: tier < 0 ? 0 : tables.rows[tier].count, advance: advance, isStored: false, steps: steps)
  }

  private func cell(_ key: Key) -> LossTables.Cell {
    if key.tier < 0 { return tables.base[key.advance] }
    if key.slots == 0 { return low(key) }
    let row = tables.rows[key.tier][key.slots - 1]
    return key.isStored ? row.stored[key.advance] : row.inBuffer[key.advance]
  }

  private func low(_ key: Key) -> LossTables.Cell { cell(entry(key.tier - 1, key.advance, key.steps)) }

  private func earnings(_ cell: LossTables.Cell, _ steps: Int) -> Int128? {
    cell.loss.loss(of: steps, period: tables.period).map { cell.value - Int128($0) }
  }

  /// Returns the plan's state for a segment, scheduling its node for creation if new.
  private mutating func state(for key: Key) -> PricePlan.State? {
    if let state = known[key] { return state }
    var key = key
    if !key.isStored {
      // Without storing, continue with the faster tier.
      while key.tier >= 0 {
        let below = entry(key.tier - 1, key.advance, key.steps)
        if key.slots > 0, let earned = earnings(cell(key), key.steps), earnings(cell(below), key.steps) != earned {
          break
        }
        key = below
      }
      if key.tier < 0 { return baseState(steps: key.steps) }
      if let state = known[key] { return state }
    }
    let index = nodes.count
    nodes.append(nil)
    waiting.append((index, key))
    known[key] = .node(index)
    return .node(index)
  }

  private mutating func baseState(steps: Int) -> PricePlan.State? {
    if platform.base.slots == 0 && steps > 1 { return nil }
    longestBase = max(longestBase, steps)
    let slots = max(1, min(platform.base.slots, steps - 1))
    return .base(
      BinomialPlan.State(
        slots: slots, repetitions: Binomial.repetitions(slots: slots, count: Int128(steps)), isStored: false))
  }

  private mutating func node(for key: Key) -> PricePlan.Node? {
    let tier = platform.tiers[key.tier]
    let level = tier.level(free: key.slots)
    guard let earned = earnings(cell(key), key.steps) else { return nil }
    if !key.isStored {
      if tier.isUnlimited { return chain(key, earned: earned, tier: tier) }
      var stored = key
      stored.isStored = true
      return state(for: stored).map { .decided(.write(level: level, next: $0)) }
    }
    if key.steps == 1 { return .decided(.backward(discarding: level)) }
    if earnings(low(key), key.steps) == earned {
      let below = entry(key.tier - 1, key.advance, key.steps)
      return state(for: below).map { .decided(.release(level: level, next: $0)) }
    }
    guard let (left, right) = split(key, earned: earned + tables.price.scaled(tier.readCost), tier: tier),
      let leftState = state(for: left), let rightState = state(for: right)
    else { return nil }
    return .decided(.split(steps: left.steps, right: rightState, level: level, left: leftState))
  }

  /// Returns the two parts of a stored segment that together earn `earned`.
  private func split(_ key: Key, earned: Int128, tier: PricedPlatform.Tier) -> (left: Key, right: Key)? {
    guard key.advance + 1 < tables.base.count else { return nil }
    var left = key
    left.isStored = true
    left.advance += 1
    var right = key
    right.isStored = false
    if !tier.isUnlimited { right.slots -= 1 }
    let (leftCell, rightCell) = (cell(left), cell(right))
    guard let loss = Int(exactly: leftCell.value + rightCell.value - earned),
      let steps = leftCell.loss.split(with: rightCell.loss, steps: key.steps, loss: loss, period: tables.period)
    else { return nil }
    left.steps = steps
    right.steps = key.steps - steps
    return (left, right)
  }

  /// Returns the node of a segment on an unlimited tier: as many equal blocks as possible without loss, then the rest.
  private mutating func chain(_ key: Key, earned: Int128, tier: PricedPlatform.Tier) -> PricePlan.Node? {
    let storing = tables.price.scaled(tier.writeCost) + tables.price.scaled(tier.readCost)
    guard let (left, right) = split(key, earned: earned + storing, tier: tier) else { return nil }
    guard let block = earnings(cell(left), left.steps) else { return nil }
    let count = block == storing ? 1 + blocks(right, of: left.steps, earned: earned) : 1
    var rest = right
    rest.steps = key.steps - count * left.steps
    guard let leftState = state(for: left), let next = state(for: rest) else { return nil }
    return .run(
      PricePlan.BlockRun(
        steps: left.steps, level: tier.level(free: key.slots), count: count, left: leftState, next: next))
  }

  /// Returns how many more blocks of `steps` steps can be removed from `key` with the same earnings.
  ///
  /// Adding a free block never reduces earnings, so bisection applies.
  private func blocks(_ key: Key, of steps: Int, earned: Int128) -> Int {
    let cell = cell(key)
    var low = 0
    var high = (key.steps - 1) / steps
    while low < high {
      let middle = high - (high - low) / 2
      if earnings(cell, key.steps - middle * steps) == earned { low = middle } else { high = middle - 1 }
    }
    return low
  }
}

extension LossTables: WindowedLosses {
  func plan(steps: Int, work: inout PriceWork) -> PricePlan? { PricePlanBuilder.plan(self, steps: steps, work: &work) }
}

extension PricePlan: CuttablePlan {
  func cost(of platform: PricedPlatform) throws(PlanningError) -> Int {
    try platform.cost(
      of: summarize(root, length: platform.steps - 1, levelCount: platform.levelCount).statistics)
  }
}
