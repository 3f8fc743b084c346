/// Segments whose first state is read once from its slow level and which Revolve then reverses in fast memory.
struct ReadOnceSegmentPlan: PeriodicSegmentPlan {
  enum State: Hashable, Sendable {
    /// The first state is in the buffer, and in a slot of this level that is no longer needed.
    case spent(level: Int)
    case memory(BinomialPlan.State)
  }

  let memory: BinomialPlan

  var root: State { .memory(memory.root) }

  func entry(level: Int) -> State { .spent(level: level) }

  func decision(for state: State, length: Int) -> SegmentDecision<State> {
    switch state {
    case .memory(let state): return memory.decision(for: state, length: length).map(State.memory)
    case .spent(let level):
      if length == 0 { return .backward(discarding: level) }
      return .release(level: level, next: .memory(memory.state(length: length)))
    }
  }

  func repetition(for state: State, length: Int) -> SegmentRepetition<State>? {
    guard case .memory(let state) = state else { return nil }
    return memory.repetition(for: state, length: length)?.map(State.memory)
  }

  func summary(for state: State, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary? {
    guard case .memory(let state) = state else { return nil }
    return try memory.summary(for: state, length: length, levelCount: levelCount)
  }
}
