/// The recorded decisions of a schedule, in order.
///
/// A decision takes a dozen bytes, so that the large table that made it need not be kept.
struct SegmentTree: Sendable {
  /// One decision; the one that follows it is the next node, and after a split the right part's first.
  enum Node: Sendable {
    /// A single backward step, after which a level's slot is freed.
    case backward(discarding: Int32?)
    case write(level: Int32)
    case release(level: Int32)
    /// The number of steps advanced, and the node of the left part, which is read from a level.
    case split(steps: Int32, level: Int32, left: Int32)
  }

  private(set) var nodes: [Node] = []
  /// The splits whose left part has yet to be recorded.
  private var pending: [Int] = []

  /// The most steps of a chain whose decisions are recorded: four nodes a step, numbered in 32 bits.
  static let maximumLength = 1 << 28

  /// - Parameter length: The steps of the chain.
  init(length: Int) {
    precondition(length <= Self.maximumLength, "a recorded chain has at most 2^28 steps")
    nodes.reserveCapacity(2 * length + 2)
  }

  mutating func write(level: Int) { nodes.append(.write(level: Int32(level))) }

  mutating func release(level: Int) { nodes.append(.release(level: Int32(level))) }

  mutating func split(steps: Int, level: Int) {
    pending.append(nodes.count)
    nodes.append(.split(steps: Int32(steps), level: Int32(level), left: 0))
  }

  /// Records the reversal of a segment from its first state alone, stored at a level, and that its slot is freed.
  mutating func reverseAlone(count: Int, level: Int) {
    for steps in (0..<count).dropFirst().reversed() {
      split(steps: steps, level: level)
      backward(discarding: nil)
    }
    backward(discarding: level)
  }

  /// Records a backward step, and that the left part of the split that was left last comes next, if there is one.
  mutating func backward(discarding level: Int?) {
    nodes.append(.backward(discarding: level.map { Int32($0) }))
    guard let last = pending.popLast(), case .split(let steps, let level, _) = nodes[last] else { return }
    nodes[last] = .split(steps: steps, level: level, left: Int32(nodes.count))
  }
}

extension SegmentTree: SegmentPlan {
  var root: Int32 { 0 }

  func decision(for state: Int32, length: Int) -> SegmentDecision<Int32> {
    switch nodes[Int(state)] {
    case .backward(let level): return .backward(discarding: level.map { Int($0) })
    case .write(let level): return .write(level: Int(level), next: state + 1)
    case .release(let level): return .release(level: Int(level), next: state + 1)
    case .split(let steps, let level, let left):
      return .split(steps: Int(steps), right: state + 1, level: Int(level), left: left)
    }
  }
}
