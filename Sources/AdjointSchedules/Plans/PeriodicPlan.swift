/// Schedules that store every p-th state on the way forward and reverse the segments between them one by one.
///
/// The chain is run once; x_0, x_p, x_2p ... take the slots of `places` in turn, except that a last segment of a single
/// backward step needs none. Then each segment of p backward steps (the last may be shorter, or, where the plan takes
/// the turn with it, one longer) is reversed by the plan `Segment`, which starts with the segment's first state stored
/// and frees it.
///
/// - Complexity: O(1) a decision beside that of `Segment`; statistics in O(log l) beside those of one segment.
struct PeriodicPlan<Segment: PeriodicSegmentPlan>: SegmentPlan {
  enum State: Hashable, Sendable {
    /// The run forward; the flag says whether the first state is stored.
    case sweep(isStored: Bool)
    case segment(Segment.State)
  }

  let length: Int
  let period: Int
  let places: SlotPlaces
  let segment: Segment

  var root: State { .sweep(isStored: false) }

  func decision(for state: State, length: Int) -> SegmentDecision<State> {
    switch state {
    case .segment(let state):
      return segment.decision(for: state, length: length).map(State.segment)
    case .sweep(let isStored):
      if length == 0 { return .backward(discarding: nil) }
      let level = places.level(ofSlot: (self.length - length) / period)
      if !isStored { return .write(level: level, next: .sweep(isStored: true)) }
      if length - (Segment.takesTurn ? 1 : 0) < period {
        return decision(for: .segment(segment.last(level: level)), length: length)
      }
      return .split(
        steps: period, right: .sweep(isStored: false), level: level, left: .segment(segment.entry(level: level)))
    }
  }

  func repetition(for state: State, length: Int) -> SegmentRepetition<State>? {
    switch state {
    case .segment(let state): return segment.repetition(for: state, length: length)?.map(State.segment)
    case .sweep(isStored: true): return nil
    case .sweep(isStored: false):
      guard let (level, slots) = places.runs(from: (self.length - length) / period).first else { return nil }
      let count = min(slots, (length - (Segment.takesTurn ? 1 : 0)) / period)
      if count <= 0 { return nil }
      return .blocks(
        SegmentBlocks(
          steps: period, level: level, count: count, left: .segment(segment.entry(level: level)),
          next: .sweep(isStored: false)))
    }
  }

  func summary(for state: State, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary? {
    guard case .sweep(isStored: false) = state, length > 0 else {
      guard case .segment(let state) = state else { return nil }
      return try segment.summary(for: state, length: length, levelCount: levelCount)
    }
    // Way there: one write and one run for each full segment; way back: one read and the segment.
    var there = SegmentSummary(levelCount: levelCount)
    var back = SegmentSummary(levelCount: levelCount)
    var position = self.length - length
    for (level, slots) in places.runs(from: position / period) {
      let count = min(slots, (self.length - position - (Segment.takesTurn ? 1 : 0)) / period)
      if count == 0 { break }
      var write = SegmentSummary(levelCount: levelCount)
      write.write(level: level)
      try write.forward(steps: period)
      try there.append(write.repeated(count))
      var read = SegmentSummary(levelCount: levelCount)
      read.read(level: level)
      var reversed = try segment.summarize(
        segment.entry(level: level), length: period - 1, levelCount: levelCount)
      reversed.maxStepRuns += 1
      try read.append(reversed)
      var earlier = try read.repeated(count)
      try earlier.append(back)
      back = earlier
      position += count * period
    }
    var tail = SegmentSummary(levelCount: levelCount)
    if position == self.length {
      tail.backward()
    } else {
      let level = places.level(ofSlot: position / period)
      tail.write(level: level)
      try tail.append(
        segment.summarize(segment.last(level: level), length: self.length - position, levelCount: levelCount))
    }
    try there.append(tail)
    try there.append(back)
    return there
  }
}

/// A plan for segments whose first state is stored at some level.
protocol PeriodicSegmentPlan: SegmentPlan {
  func entry(level: Int) -> State

  /// The state of the last segment, which the run forward goes on through.
  func last(level: Int) -> State

  /// True when a last segment of a whole period is reversed from the turn on, false when the turn is taken by itself
  /// and the segment then entered like all others.
  static var takesTurn: Bool { get }
}

extension PeriodicSegmentPlan {
  func last(level: Int) -> State { entry(level: level) }

  static var takesTurn: Bool { false }
}
