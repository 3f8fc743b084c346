/// Schedules that store every p-th state in the forward run and reverse the segments in between one by one.
///
/// The chain runs once; x_0, x_p, x_2p ... take the slots of `places` in order, except that a last segment of a single
/// backward step needs none. Then the plan `Segment` reverses each segment of p backward steps (the last may be shorter
/// or, if it includes the turn, one longer); it starts with the segment's first state stored and frees it.
///
/// - Complexity: O(1) per decision, plus that of `Segment`; statistics in O(log l), plus those of one segment.
struct PeriodicPlan<Segment: PeriodicSegmentPlan>: SegmentPlan {
  enum State: Hashable, Sendable {
    /// The forward run; the flag says whether the first state is stored.
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
    // Forward: one write and one run per full segment; backward: one read and the segment.
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

/// A plan for segments whose first state is stored on some level.
protocol PeriodicSegmentPlan: SegmentPlan {
  func entry(level: Int) -> State

  /// The state of the last segment, which the forward run continues through.
  func last(level: Int) -> State

  /// True if a last segment of a whole period includes the turn; false if the turn comes first by itself and the
  /// segment is then entered like all others.
  static var takesTurn: Bool { get }
}

extension PeriodicSegmentPlan {
  func last(level: Int) -> State { entry(level: level) }

  static var takesTurn: Bool { false }
}
