/// Finds a completion of a network that is joined, in which the branches are reversed one after another, in several orders.
///
/// - Complexity: O(orders x branches) chains; all orders of up to four branches are tried, and keeping all stored states of
///   a branch or, for up to three, only the first.
struct JoinRestInTurn {
  private struct Turn: Hashable {
    var branch: Int
    var keepsAll: Bool
    var slots: Int
  }

  let problem: Problem
  let rest: JoinRest

  /// Returns the best plan found and its forward steps.
  func best() throws(PlanningError) -> (steps: Int128, plan: any SchedulePlan)? {
    var chains: [Turn: JoinRestChain] = [:]
    var handles: [Int: JoinRestChain] = [:]
    var best: (steps: Int128, order: [Int], handle: JoinRestChain?, chains: [JoinRestChain])?
    for keepsAll in choices {
      let counts = rest.branches.indices.map { keepsAll[$0] ? rest.branches[$0].stored.count : 1 }
      let held = counts.reduce(rest.ends, +)
      var handle: JoinRestChain?
      if let due = rest.handle {
        let slots = rest.slots - held
        handle = handles[slots]
        if handle == nil { handle = try JoinRestChain(stored: rest.handleStored, due: due, slots: slots) }
        guard let handle else { continue }
        handles[slots] = handle
      }
      for order in orders {
        var (beside, steps, found) = (held, handle?.steps ?? 0, [JoinRestChain]())
        for index in order {
          let branch = rest.branches[index]
          beside -= counts[index]
          let turn = Turn(branch: index, keepsAll: keepsAll[index], slots: rest.slots - beside)
          let stored = turn.keepsAll ? branch.stored : [0]
          var known = chains[turn]
          if known == nil { known = try JoinRestChain(stored: stored, due: branch.due, slots: turn.slots) }
          guard let chain = known else { break }
          chains[turn] = chain
          found.append(chain)
          steps += chain.steps
          if rest.holdsEnd(branch) { beside -= 1 }
        }
        if found.count == order.count, steps < best?.steps ?? .max { best = (steps, order, handle, found) }
      }
    }
    return best.map { ($0.steps, plan($0.order, $0.handle, $0.chains)) }
  }

  private func plan(_ order: [Int], _ handle: JoinRestChain?, _ chains: [JoinRestChain]) -> CompletionPlan {
    var kept = [Set<Int>](repeating: [], count: order.count)
    var held = rest.ends
    for (index, chain) in zip(order, chains) {
      kept[index] = Set(chain.kept)
      held += chain.kept.count
    }
    var parts = handle?.parts(from: rest.junction.handleStart, beside: held) ?? []
    for (index, chain) in zip(order, chains) {
      let branch = rest.branches[index]
      held -= chain.kept.count
      parts += chain.parts(from: branch.start, beside: held)
      if rest.holdsEnd(branch) { held -= 1 }
    }
    return CompletionPlan(
      problem: problem, opening: rest.opening(keeping: kept, onHandle: handle?.kept ?? []), parts: parts, addsUp: true)
  }

  /// Which branches keep all their stored states at first.
  private var choices: [[Bool]] {
    let count = rest.branches.count
    if count > 3 { return [Array(repeating: true, count: count), Array(repeating: false, count: count)] }
    return (0..<1 << count).map { choice in (0..<count).map { choice >> $0 & 1 == 0 } }
  }

  /// The orders to try: all for up to four branches, otherwise the shortest first and the longest first.
  private var orders: [[Int]] {
    let branches = Array(rest.branches.indices)
    if branches.count > 4 {
      let sorted = branches.sorted { (rest.branches[$0].due, $0) < (rest.branches[$1].due, $1) }
      return [sorted, sorted.reversed()]
    }
    return branches.reduce([[]]) { orders, branch in
      orders.flatMap { order in (0...order.count).map { Array(order[..<$0]) + [branch] + Array(order[$0...]) } }
    }
  }
}
