/// The best completion that drops some stored states at once and keeps each of the others until it has served.
///
/// The kept states p_1 = 0 < p_2 < ... < p_q divide what is left of the chain into segments, which are reversed from the
/// last. The segment from p_i runs with its own slot and the slots that are free while p_1 ... p_i are kept, so its cost
/// depends only on the vector of free slots. With W(i, a) the least cost of all segments before p_i, a the free slots while
/// p_i and those kept before it are stored, s the level of p_i, r its read cost and P as in ``CompletionPricer``,
///
///     W(i, a) = min over h < i of  r_h + P(p_h, p_i - 1, a + e_s, s_h) + W(h, a + e_s)
///     makespan = min over i, a of  r_i + P(p_i, d, a, s_i) + W(i, a)
///
/// and W(i, a) = 0 for p_i = 0 and a all slots but one. A state in the buffer is written, unless it is used up at once, and
/// needs no read if it serves first.
///
/// Ties: the earlier candidate, so fewer kept states.
///
/// - Complexity: O(q^2 V) for q stored states and V vectors of free slots reached.
struct CompletionTable {
  /// A kept state and the slots that are free while it and those before it are kept.
  struct Kept {
    var item: CompletionItem
    var vector: Int
  }

  /// The kept states in the order of the chain.
  let kept: [Kept]
  /// Without backward steps.
  let cost: Int128

  private struct Node {
    var cost: Int128
    var before: (item: Int, vector: Int)?
  }

  /// The most pairs of states and vectors to compare.
  static let maximumPairs = 4_000_000

  /// Returns nil if no choice of states has a schedule, or if there are too many choices.
  init?(_ problem: Problem, due: Int, _ pricer: some CompletionPricer) throws(PlanningError) {
    let items = problem.completionItems
    let space = pricer.space
    // By state; of each, the vectors in increasing order, so that ties end the same way in every run.
    var nodes: [[(vector: Int, node: Node)]] = []
    var pairs = 0
    let limit = PlanningEffort.share(of: Self.maximumPairs)
    for (index, item) in items.enumerated() {
      let entry = Int128(item.isInBuffer ? problem.writeCost(level: item.level, state: item.position) : 0)
      var found: [Int: Node] = [:]
      if item.position == 0 && space.free(item.level, in: space.full) > 0 {
        found[space.taking(item.level, in: space.full)] = Node(cost: entry, before: nil)
      }
      for before in 0..<index where items[before].position < item.position {
        let source = items[before]
        let read = Int128(problem.readCost(level: source.level, state: source.position))
        pairs += nodes[before].count
        if pairs > limit { return nil }
        for (vector, node) in nodes[before] where space.free(item.level, in: vector) > 0 {
          guard
            let price = pricer.cost(from: source.position, to: item.position - 1, vector: vector, level: source.level)
          else { continue }
          let cost = node.cost + entry + read + price
          let next = space.taking(item.level, in: vector)
          if cost < found[next]?.cost ?? .max { found[next] = Node(cost: cost, before: (before, vector)) }
        }
      }
      nodes.append(found.sorted { $0.key < $1.key }.map { (vector: $0.key, node: $0.value) })
      try PlanningProgress.report(.comparedStates, done: index + 1, total: items.count)
    }
    guard let last = Self.last(items, nodes, problem, due, pricer) else { return nil }
    cost = last.cost
    var kept: [Kept] = []
    var next: (item: Int, vector: Int)? = (last.item, last.vector)
    while let (item, vector) = next {
      kept.append(Kept(item: items[item], vector: vector))
      next = nodes[item].first { $0.vector == vector }?.node.before
    }
    self.kept = kept.reversed()
  }

  /// Returns the state from which the last segment begins, and the cost of everything.
  private static func last(
    _ items: [CompletionItem], _ nodes: [[(vector: Int, node: Node)]], _ problem: Problem, _ due: Int,
    _ pricer: some CompletionPricer
  ) -> (item: Int, vector: Int, cost: Int128)? {
    var best: (item: Int, vector: Int, cost: Int128)?
    for (index, item) in items.enumerated() {
      // From the buffer it is read only later, and not even written if its own step is due.
      let transfer =
        !item.isInBuffer
        ? problem.readCost(level: item.level, state: item.position)
        : item.position == due ? -problem.writeCost(level: item.level, state: item.position) : 0
      for (vector, node) in nodes[index] {
        guard let price = pricer.cost(from: item.position, to: due, vector: vector, level: item.level) else { continue }
        let cost = node.cost + Int128(transfer) + price
        if cost < best?.cost ?? .max { best = (index, vector, cost) }
      }
    }
    return best
  }
}

extension CompletionTable {
  /// Returns the plan of the kept states.
  func plan(_ problem: Problem, due: Int, _ pricer: some CompletionPricer) -> CompletionPlan {
    var parts: [CompletionPlan.Part] = []
    var end = due
    for (number, kept) in self.kept.enumerated().reversed() {
      let (item, isFirst) = (kept.item, parts.isEmpty)
      end = isFirst ? due : self.kept[number + 1].item.position - 1
      var lead: [Operation] = []
      if !(isFirst && item.isInBuffer) { lead = [.read(level: item.level, step: item.position)] }
      let body =
        isFirst && item.isInBuffer && item.position == due
        ? nil : pricer.body(from: item.position, to: end, vector: kept.vector, level: item.level)
      // What goes straight from the buffer into its backward step is never stored.
      let stored = self.kept.prefix(body == nil ? number : number + 1).map(\.item)
      if body == nil { lead.append(.backward(step: item.position)) }
      parts.append(.init(lead: lead, body: body, stored: Self.count(stored, problem)))
    }
    let items = self.kept.map(\.item)
    let written = items.first { $0.isInBuffer && $0.position != due }
    return CompletionPlan(problem: problem, kept: Set(items), written: written, parts: parts)
  }

  /// Returns whether a state in the buffer has a slot beside those that are kept: vectors do not count the slots that a whole
  /// chain up to the due step never fills, but x_due may be stored here.
  func fits(_ problem: Problem) -> Bool {
    guard let written = kept.first(where: { $0.item.isInBuffer })?.item else { return true }
    return kept.count { $0.item.level == written.level } <= problem.levels[written.level].slots ?? .max
  }

  private static func count(_ items: [CompletionItem], _ problem: Problem) -> [Int] {
    var counts = [Int](repeating: 0, count: problem.levels.count)
    for item in items { counts[item.level] += 1 }
    return counts
  }
}
