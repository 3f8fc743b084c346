/// Plans the shorter parts of a recorded schedule again, by the exact table over their intervals with the slots that are free
/// then.
///
/// A table on coarse grids loses a little at each scale. Where a chain is kept in hundreds of states, its parts are shorter
/// than the exact table's limit, and what was lost in them is regained.
struct SegmentRefinement {
  /// The forward costs of the chain.
  let costs: [Int]
  /// The problem's levels.
  let levels: [Level]
  /// Those that matter, fastest first.
  let order: [IndexedLevel]

  /// True if the tables may take most of a minute, instead of some seconds.
  var isThorough = false

  /// The most entries of all tables.
  private var entryLimit: Int { PlanningEffort.share(of: isThorough ? 800_000_000 : 30_000_000) }
  /// The longest parts that are worth trying.
  private static let lengths = [1024, 768, 512, 384, 256, 192, 128, 96, 64]

  /// A part of the schedule: its segment, and the nodes that reverse it.
  private struct Part {
    var start: Int
    var length: Int
    /// The level that holds its first state, nil if only the buffer does.
    var stored: Int?
    var nodes: Range<Int>
    /// The slots in use on each level.
    var taken: [Int]
  }

  /// Returns the schedule with its parts planned anew where that costs less; nil if none does.
  ///
  /// - Complexity: O(nodes) for each length tried, plus that of the tables.
  func refined(_ tree: SegmentTree) throws(PlanningError) -> SegmentTree? {
    // Where the time is limited, short parts first, so that something is gained of all of them.
    if PlanningEffort.isTimed { return try refinedByLength(tree) }
    for longest in Self.lengths {
      if let parts = allowed(parts(of: tree, upTo: longest)) { return try refined(tree, parts)?.tree }
    }
    return nil
  }

  /// Returns the schedule with longer and longer parts planned anew, as far as time and limits go.
  private func refinedByLength(_ tree: SegmentTree) throws(PlanningError) -> SegmentTree? {
    var best: SegmentTree?
    for longest in Self.lengths.reversed().enumerated().filter({ $0.offset % 2 == 0 }).map(\.element) {
      guard let parts = allowed(parts(of: best ?? tree, upTo: longest)) else { break }
      let better = try refined(best ?? tree, parts)
      best = better?.tree ?? best
      if better?.isComplete == false { break }
    }
    return best
  }

  /// Returns parts unless their tables would exceed the limit.
  private func allowed(_ parts: [Part]) -> [Part]? {
    let entries = parts.reduce(Int128(0)) { $0 + self.entries(of: $1) }
    if entries <= Int128(entryLimit) { return parts }
    PlanningEffort.meet()
    return nil
  }

  /// Returns the schedule with some parts planned anew where that costs less, all unless the time is over before; nil if none
  /// does.
  private func refined(
    _ tree: SegmentTree, _ parts: [Part]
  ) throws(PlanningError) -> (tree: SegmentTree, isComplete: Bool)? {
    var refined = SegmentTree(length: costs.count)
    var (next, isBetter, isComplete) = (0, false, true)
    for (number, part) in parts.enumerated() {
      let better: SegmentTree?
      do throws(PlanningError) {
        try PlanningProgress.report(.replannedParts, done: number, total: parts.count)
        better = try self.better(part, of: tree)
      } catch {
        if error != .timeOver { throw error }
        PlanningEffort.meet()
        isComplete = false
        break
      }
      guard let better else { continue }
      refined.append(tree.nodes[next..<part.nodes.lowerBound])
      refined.append(better.nodes[...])
      (next, isBetter) = (part.nodes.upperBound, true)
    }
    if !isBetter { return nil }
    refined.append(tree.nodes[next...])
    return (refined, isComplete)
  }

  /// Returns the longest parts of at most `longest` steps.
  private func parts(of tree: SegmentTree, upTo longest: Int) -> [Part] {
    var parts: [Part] = []
    var current = (start: 0, length: costs.count, stored: Int?.none)
    var pending: [(start: Int, length: Int, level: Int)] = []
    var taken = levels.map { _ in 0 }
    /// The number of pending segments besides the current part; nil between parts.
    var outer: Int?
    for (index, node) in tree.nodes.enumerated() {
      if outer == nil && current.length <= longest {
        parts.append(
          Part(start: current.start, length: current.length, stored: current.stored, nodes: index..<index, taken: taken)
        )
        outer = pending.count
      }
      switch node {
      case .write(let level):
        taken[Int(level)] += 1
        current.stored = Int(level)
      case .release(let level):
        taken[Int(level)] -= 1
        if current.stored == Int(level) { current.stored = nil }
      case .split(let steps, let level, _):
        pending.append((current.start, Int(steps) - 1, Int(level)))
        current = (current.start + Int(steps), current.length - Int(steps), nil)
      case .backward(let level):
        if let level { taken[Int(level)] -= 1 }
        if outer == pending.count {
          parts[parts.count - 1].nodes = parts[parts.count - 1].nodes.lowerBound..<index + 1
          outer = nil
        }
        if let next = pending.popLast() { current = (next.start, next.length, next.level) }
      }
    }
    return parts.filter { $0.length > 2 }
  }

  /// Returns the levels that a part may use, with the slots that are free for it.
  private func platform(of part: Part) -> [IndexedLevel] {
    var platform: [IndexedLevel] = []
    for (index, level) in order {
      let slots = level.slots.map { max(0, $0 - part.taken[index]) + (part.stored == index ? 1 : 0) }
      platform.append((index, Level(name: "", slots: slots, writeCost: level.writeCost, readCost: level.readCost)))
      // A part whose first state is stored does without slower levels.
      if part.stored == index { break }
    }
    return platform.usable
  }

  private func entries(of part: Part) -> Int128 {
    let rows = platform(of: part).reduce(0) { rows, entry in
      rows + (entry.level.isUnlimited(forLength: part.length) ? 1 : min(entry.level.slots ?? 1, part.length))
    }
    return Int128(part.length) * Int128(part.length) / 2 * Int128(rows)
  }

  /// Returns the exact plan of a part, if it costs less.
  private func better(_ part: Part, of tree: SegmentTree) throws(PlanningError) -> SegmentTree? {
    let own = Array(costs[part.start..<part.start + part.length])
    let platform = platform(of: part)
    let table = try PlanningError.orNil { () throws(PlanningError) in
      try IntervalLevelTable(forwardCosts: own, levels: platform)
    }
    guard let table else { return nil }
    var root = table.root
    if let level = part.stored {
      guard let tier = table.tiers.firstIndex(where: { $0.level == level }) else { return nil }
      root = IntervalLevelState(start: 0, tier: tier, row: table.tiers[tier].rows.count - 1, isStored: true)
    }
    var exact = SegmentTree(length: part.length)
    exact.append(table, from: root, length: part.length)
    var old = SegmentTree(length: part.length)
    old.append(tree.nodes[part.nodes])
    let sums = CostSums(.each(own))
    return exact.cost(sums, on: levels) < old.cost(sums, on: levels) ? exact : nil
  }
}

extension SegmentTree {
  /// Records decisions that another tree has recorded.
  mutating func append(_ nodes: ArraySlice<Node>) {
    for node in nodes {
      switch node {
      case .backward(let level): backward(discarding: level.map { Int($0) })
      case .write(let level): write(level: Int(level))
      case .release(let level): release(level: Int(level))
      case .split(let steps, let level, _): split(steps: Int(steps), level: Int(level))
      }
    }
  }

  /// Records the decisions of a plan on a segment.
  mutating func append<Plan: SegmentPlan>(_ plan: Plan, from root: Plan.State, length: Int) {
    var (state, length) = (root, length)
    var pending: [(state: Plan.State, length: Int)] = []
    while true {
      switch plan.decision(for: state, length: length) {
      case .backward(let level):
        backward(discarding: level)
        guard let next = pending.popLast() else { return }
        (state, length) = next
      case .write(let level, let next):
        write(level: level)
        state = next
      case .move(let source, let level, let next):
        write(level: level)
        release(level: source)
        state = next
      case .release(let level, let next):
        release(level: level)
        state = next
      case .split(let steps, let right, let level, let left):
        split(steps: steps, level: level)
        pending.append((left, steps - 1))
        (state, length) = (right, length - steps)
      }
    }
  }
}
