/// The decisions given by the loss functions of equal steps with tapes; each distinct segment is a node, found once.
struct UniformTapePricePlan: UniformTapeDecisions {
  struct Node: Sendable {
    var place: UniformTapePlace
    var decision: UniformTapeDecision<Int>
  }

  let nodes: [Node]
  let root: Int
  /// True if this is the plan of a longer chain without its last steps.
  ///
  /// A part entirely past the end is skipped: its left neighbour, with the same first state, is next.
  var isCut = false

  func place(of state: Int) -> UniformTapePlace { nodes[state].place }

  /// A node of a plan that is cut may have several lengths.
  var numberedSegments: Int { isCut ? 0 : nodes.count }

  func number(of state: Int) -> Int? { isCut ? nil : state }

  func decision(for state: Int, length: Int) -> UniformTapeDecision<Int> {
    var state = state
    while isCut, case .split(let steps, _, let left) = nodes[state].decision, steps >= length { state = left }
    return nodes[state].decision
  }
}

/// Finds the nodes of a ``UniformTapePricePlan`` from the whole chain downwards, as ``PricePlanBuilder`` does.
///
/// - Complexity: O(distinct segments x pairs of pieces).
struct UniformTapePlanBuilder {
  private typealias State = UniformTapeLosses.State

  private struct Key: Hashable {
    var state: State
    var steps: Int
  }

  private let losses: UniformTapeLosses
  private var nodes: [UniformTapePricePlan.Node?] = []
  private var known: [Key: Int] = [:]
  private var waiting: [(index: Int, key: Key)] = []

  /// Returns the plan of `steps` steps, or nil if thinned functions lack a part of it, or if it has too many segments to
  /// be counted.
  static func plan(_ losses: UniformTapeLosses, steps: Int, work: inout PriceWork) -> UniformTapePricePlan? {
    let mostNodes = UniformTapeSummaries<UniformTapePricePlan>.mostNumbered(length: steps)
    var builder = UniformTapePlanBuilder(losses)
    let root = builder.node(of: Key(state: losses.whole, steps: steps))
    while let (index, key) = builder.waiting.popLast() {
      guard builder.nodes.count <= mostNodes, let decision = builder.decision(for: key) else { return nil }
      builder.nodes[index] = UniformTapePricePlan.Node(place: place(of: key.state), decision: decision)
      work.openedSegments += 1
    }
    return UniformTapePricePlan(nodes: builder.nodes.compactMap { $0 }, root: root)
  }

  private init(_ losses: UniformTapeLosses) { self.losses = losses }

  private static func place(of state: State) -> UniformTapePlace {
    switch state.kind {
    case .stored: return .stored
    case .onTape: return .onTape
    case .taped, .inBuffer: return .nowhere
    }
  }

  private mutating func node(of key: Key) -> Int {
    if let index = known[key] { return index }
    let index = nodes.count
    nodes.append(nil)
    known[key] = index
    waiting.append((index, key))
    return index
  }

  private mutating func decision(for key: Key) -> UniformTapeDecision<Int>? {
    guard let earned = losses.earnings(key.state, key.steps) else { return nil }
    for way in losses.ways(key.state) {
      switch way {
      case .taped: return nil
      case .other(let other, let cost):
        guard let most = losses.earnings(other, key.steps), most - cost == earned else { continue }
        if other.kind == .stored { return .write(node(of: Key(state: other, steps: key.steps))) }
        // With only its tape, the last step needs no state after it.
        if key.steps == 1 { return .tape(0) }
        guard case .taped(let rest?) = losses.ways(other)[0] else { return nil }
        return .tape(node(of: Key(state: rest, steps: key.steps - 1)))
      case .split(let left, let right):
        let loss = losses.value(of: way, from: key.state) - earned
        guard let loss = Int(exactly: loss),
          let steps = losses.loss(left).split(
            with: losses.loss(right), steps: key.steps, loss: loss, period: losses.period)
        else { continue }
        return .split(
          steps: steps, right: node(of: Key(state: right, steps: key.steps - steps)),
          left: node(of: Key(state: left, steps: steps)))
      }
    }
    return nil
  }
}

extension UniformTapeLosses: WindowedLosses {
  func plan(steps: Int, work: inout PriceWork) -> UniformTapePricePlan? {
    UniformTapePlanBuilder.plan(self, steps: steps, work: &work)
  }
}

extension UniformTapePricePlan: CuttablePlan {
  func cost(of priced: PricedTapes) throws(PlanningError) -> Int {
    var summaries = try UniformTapeSummaries(self, bytes: UniformTapeBytes())
    let total = try summaries.summary(of: root, length: priced.steps)
    return try priced.chain.surplus(
      forwardSteps: total.forwardSteps, writes: total.writes, stateReads: total.stateReads, tapeReads: total.tapeReads)
  }
}
