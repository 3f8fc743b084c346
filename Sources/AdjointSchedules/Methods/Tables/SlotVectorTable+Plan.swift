/// The state of a segment in a ``SlotVectorTable``.
struct SlotVectorState: Hashable, Sendable {
  /// The free slots, not including that of the segment's own first state.
  var vector: Int
  /// The level that holds the segment's first state.
  var level: Int?
}

extension SlotVectorTable: SegmentPlan {
  var root: SlotVectorState { SlotVectorState(vector: space.full, level: nil) }

  func decision(for state: SlotVectorState, length: Int) -> SegmentDecision<SlotVectorState> {
    if length == 0 { return .backward(discarding: state.level) }
    guard let level = state.level else {
      let target = Int(stores[state.vector][length])
      return .write(
        level: target,
        next: SlotVectorState(vector: space.taking(target, in: state.vector), level: target))
    }
    let row = rows[state.vector][level]
    let target = Int(row.targets[length])
    if target != level, let freed = space.freeing(level, in: state.vector) {
      return .move(
        source: level, level: target,
        next: SlotVectorState(vector: space.taking(target, in: freed), level: target))
    }
    return .split(
      steps: Int(row.advances[length]), right: SlotVectorState(vector: state.vector, level: nil),
      level: level, left: state)
  }
}
