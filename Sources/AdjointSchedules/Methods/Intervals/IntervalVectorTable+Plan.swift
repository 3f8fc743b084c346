/// The state of a segment in an ``IntervalVectorTable``.
enum IntervalVectorState: Hashable, Sendable {
  /// x_start is only in the buffer, with a vector of free slots.
  case inBuffer(start: Int, vector: Int)
  /// x_start is stored.
  case stored(start: Int, place: Int)
}

extension IntervalVectorTable: SegmentPlan {
  var root: IntervalVectorState { .inBuffer(start: 0, vector: places.full) }

  func decision(for state: IntervalVectorState, length: Int) -> SegmentDecision<IntervalVectorState> {
    switch state {
    case .inBuffer(let start, let vector):
      if length == 0 { return .backward(discarding: nil) }
      let level = Int(stores[(IntervalSpace.column(start + length) + start) * places.vectorCount + vector])
      return .write(
        level: level, next: .stored(start: start, place: places.writes[vector * places.levelCount + level]))
    case .stored(let start, let place):
      let level = places.levels[place]
      if length == 0 { return .backward(discarding: level) }
      let interval = IntervalSpace.column(start + length) + start
      let target = Int(targets[interval * places.count + place])
      if target != level {
        return .move(
          source: level, level: target,
          next: .stored(start: start, place: places.moves[place * places.levelCount + target]))
      }
      let advance = Int(advances[interval * places.count + place])
      return .split(
        steps: advance, right: .inBuffer(start: start + advance, vector: places.vectors[place]), level: level,
        left: state)
    }
  }
}
