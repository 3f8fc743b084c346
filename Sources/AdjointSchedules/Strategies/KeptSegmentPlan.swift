/// Segments that are rerun once from their stored first state, keeping all states until they are used.
///
/// The state after the last step is used right away and needs no slot. A first state in a slot that is expensive to
/// read is moved to the segment's own first slot when it is read, so that the second read is from there.
struct KeptSegmentPlan: PeriodicSegmentPlan {
  enum State: Hashable, Sendable {
    /// The first state has just been read from this level, which still holds it.
    case entered(level: Int)
    /// The state in the buffer is stored on this level; the next one goes to this slot of the segment.
    case stored(level: Int, nextSlot: Int)
    /// The state in the buffer goes to this slot, unless its backward step is next.
    case reached(slot: Int)
  }

  /// The slots of a segment's states, in the order of the states.
  let slots: SlotPlaces
  /// By level: whether first states are moved from there.
  let moves: [Bool]

  static var takesTurn: Bool { true }

  var root: State { .reached(slot: 0) }

  func entry(level: Int) -> State { .entered(level: level) }

  /// The forward run already has the first state in the buffer.
  func last(level: Int) -> State { .stored(level: level, nextSlot: 0) }

  func decision(for state: State, length: Int) -> SegmentDecision<State> {
    switch state {
    case .entered(let level):
      if length == 0 || !moves[level] { return decision(for: last(level: level), length: length) }
      let target = slots.level(ofSlot: 0)
      return .move(source: level, level: target, next: .stored(level: target, nextSlot: 1))
    case .stored(let level, let nextSlot):
      if length == 0 { return .backward(discarding: level) }
      return .split(steps: 1, right: .reached(slot: nextSlot), level: level, left: last(level: level))
    case .reached(let slot):
      if length == 0 { return .backward(discarding: nil) }
      let level = slots.level(ofSlot: slot)
      return .write(level: level, next: .stored(level: level, nextSlot: slot + 1))
    }
  }

  /// Each state is written and left by one step; on the way back it is read and its backward step runs.
  func repetition(for state: State, length: Int) -> SegmentRepetition<State>? {
    guard case .reached(let slot) = state, length > 0, let (level, room) = slots.runs(from: slot).first else {
      return nil
    }
    let count = min(room, length)
    return .blocks(
      SegmentBlocks(
        steps: 1, level: level, count: count, left: last(level: level), next: .reached(slot: slot + count)))
  }

  func summary(for state: State, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary? {
    if length == 0 { return nil }
    var summary = SegmentSummary(levelCount: levelCount)
    /// The level of the first state, if it is already stored.
    var first: Int?
    var nextSlot = 0
    switch state {
    case .reached(let slot): nextSlot = slot
    case .stored(let level, let slot): (first, nextSlot) = (level, slot)
    case .entered(let level):
      first = level
      if moves[level] {
        let target = slots.level(ofSlot: 0)
        (first, nextSlot) = (target, 1)
        summary.write(level: target)
        summary.discard(level: level)
      }
    }
    // All states except the last are read and freed; those not yet stored are also written.
    let written = first == nil ? length : length - 1
    guard let operations = Int(exactly: 4 * Int128(length) + 1 + Int128(written) + Int128(summary.operations)) else {
      throw .overflow(quantity: .operations)
    }
    summary.operations = operations
    summary.forwardSteps = length
    summary.backwardSteps = length + 1
    summary.maxStepRuns = 1
    var rest = written
    for (level, count) in slots.runs(from: nextSlot) {
      let taken = min(count, rest)
      summary.levels[level].writes += taken
      summary.levels[level].reads += taken
      summary.levels[level].peak = max(summary.levels[level].peak, summary.levels[level].net + taken)
      rest -= taken
    }
    if let first {
      summary.levels[first].reads += 1
      summary.levels[first].net -= 1
    }
    return summary
  }
}
