/// A plan in which a state on one level is rewritten before it is read again.
///
/// The underlying plan reads states there any number of times. Here each read frees the slot; if the state is needed
/// again, it is rewritten from the buffer into the same slot. A state that is stored but never read is not written at
/// all.
///
/// So k reads of a state come with k writes: the cost w + k r of the underlying plan becomes k (w + r).
struct ReadOncePlan<Base: SegmentPlan>: SegmentPlan {
  enum State: Hashable, Sendable {
    /// As in the underlying plan: the state on the level has not been read.
    case unread(Base.State)
    /// The first state has just been read, and its slot is still in use.
    case read(Base.State)
    /// The first state has been read and its slot freed; it will be rewritten.
    case freed(Base.State)
  }

  let base: Base
  /// The level whose states are read only once.
  let level: Int
  /// False if the underlying plan may store states that it never reads, which its formulas count.
  let hasFormulas: Bool

  init(_ base: Base, level: Int) {
    (self.base, self.level) = (base, level)
    hasFormulas = (base as? PricePlan)?.isCut != true
  }

  var root: State { .unread(base.root) }

  func decision(for state: State, length: Int) -> SegmentDecision<State> {
    switch state {
    case .freed(let stored):
      return .write(level: level, next: .unread(stored))
    case .read(let stored):
      switch base.decision(for: stored, length: length) {
      case .split(_, _, level, _): return .release(level: level, next: .freed(stored))
      case .write(let other, let next): return .write(level: other, next: .read(next))
      case let decision: return mapped(decision)
      }
    case .unread(let state):
      let decision = base.decision(for: state, length: length)
      if case .write(level, let stored) = decision {
        switch base.decision(for: stored, length: length) {
        case .release(level, let next): return self.decision(for: .unread(next), length: length)
        case .backward(level): return .backward(discarding: nil)
        default: break
        }
      }
      return mapped(decision)
    }
  }

  /// Returns the decision with its states wrapped; the left part of a split starts with a read.
  private func mapped(_ decision: SegmentDecision<Base.State>) -> SegmentDecision<State> {
    if case .split(let steps, let right, level, let left) = decision {
      return .split(steps: steps, right: .unread(right), level: level, left: .read(left))
    }
    return decision.map(State.unread)
  }

  func repetition(for state: State, length: Int) -> SegmentRepetition<State>? {
    guard hasFormulas, case .unread(let state) = state,
      let repetition = base.repetition(for: state, length: length)
    else { return nil }
    switch repetition {
    // A state from which all runs start is rewritten between them.
    case .runs(level): return nil
    case .blocks(let blocks) where blocks.level == level:
      return .blocks(
        SegmentBlocks(
          steps: blocks.steps, level: level, count: blocks.count, left: .read(blocks.left), next: .unread(blocks.next)))
    default: return repetition.map(State.unread)
    }
  }

  /// Returns the underlying plan's summary, with a write for each read.
  func summary(for state: State, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary? {
    let beneath: Base.State
    switch state {
    case .unread(let state), .read(let state): beneath = state
    case .freed: return nil
    }
    guard hasFormulas,
      var summary = try base.summary(for: beneath, length: length, levelCount: levelCount)
    else { return nil }
    let use = summary.levels[level]
    // If the first state is already stored, its first read needs no write, unless it has already been read.
    var writes = use.reads
    if case .unread = state { writes += use.net }
    let more = 2 * (Int128(writes) - Int128(use.writes))
    guard let operations = Int(exactly: Int128(summary.operations) + more) else {
      throw .overflow(quantity: .operations)
    }
    summary.operations = operations
    summary.levels[level].writes = writes
    return summary
  }
}
