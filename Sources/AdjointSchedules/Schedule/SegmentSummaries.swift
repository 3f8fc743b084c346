/// Summaries of the schedules of a plan's segments; each distinct segment is visited once.
///
/// The recursion over segments uses an explicit stack: a segment waits until those it needs are known.
///
/// - Complexity: O(distinct segments x levels) in time and memory for all queries together; the memory is reserved, that of
/// the stack too.
struct SegmentSummaries<Plan: SegmentPlan> {
  private typealias Key = SegmentKey<Plan.State>

  private let plan: Plan
  private let levelCount: Int
  private var known: KnownSegments<Key, SegmentSummary>

  /// - Parameter isWhole: Whether most segments of the plan will be visited, so that room is made for all that have numbers.
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` if there are too many to keep.
  init(_ plan: Plan, levelCount: Int, isWhole: Bool = false) throws(PlanningError) {
    self.plan = plan
    self.levelCount = levelCount
    known = try KnownSegments(
      numbers: isWhole ? plan.numberedSegments : 0, attached: SegmentSummary.attachedBytes(levelCount: levelCount))
  }

  /// The most numbered segments that can be counted, each with at most one other segment.
  static func mostNumbered(length: Int, levelCount: Int, besideKeyed: Bool) -> Int {
    KnownSegments<Key, SegmentSummary>.mostNumbered(
      length: length, attached: SegmentSummary.attachedBytes(levelCount: levelCount), besideKeyed: besideKeyed)
  }

  /// Returns the summary of a segment's schedule.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` if there are too many to keep.
  mutating func summary(of state: Plan.State, length: Int) throws(PlanningError) -> SegmentSummary {
    let whole = Key(state: state, length: length)
    var waiting = [whole]
    while let key = waiting.last {
      try known.reserve(waiting: waiting.count)
      if summary(of: key) != nil {
        waiting.removeLast()
      } else if let summary = try summary(of: key, waiting: &waiting) {
        try known.insert(summary, for: key, number: plan.number(of: key.state))
        waiting.removeLast()
      }
    }
    return summary(of: whole) ?? SegmentSummary(levelCount: levelCount)
  }

  private func summary(of key: Key) -> SegmentSummary? { known.value(key, number: plan.number(of: key.state)) }

  /// Returns the summary of a segment, or nil after adding its prerequisites to `waiting`.
  private func summary(of key: Key, waiting: inout [Key]) throws(PlanningError) -> SegmentSummary? {
    if let summary = try plan.summary(for: key.state, length: key.length, levelCount: levelCount) {
      return summary
    }
    var result = SegmentSummary(levelCount: levelCount)
    switch plan.decision(for: key.state, length: key.length) {
    case .backward(let level):
      result.backward()
      if let level { result.discard(level: level) }
      return result
    case .write(let level, let next):
      result.write(level: level)
      return try append(Key(state: next, length: key.length), to: result)
    case .move(let source, let level, let next):
      result.write(level: level)
      result.discard(level: source)
      return try append(Key(state: next, length: key.length), to: result)
    case .release(let level, let next):
      result.discard(level: level)
      return try append(Key(state: next, length: key.length), to: result)
    case .split(let steps, let right, let level, let left):
      let rightKey = Key(state: right, length: key.length - steps)
      let leftKey = Key(state: left, length: steps - 1)
      let (rightSummary, leftSummary) = (summary(of: rightKey), summary(of: leftKey))
      guard let rightSummary, var leftSummary else {
        if rightSummary == nil { waiting.append(rightKey) }
        if leftSummary == nil { waiting.append(leftKey) }
        return nil
      }
      try result.forward(steps: steps)
      try result.append(rightSummary)
      result.read(level: level)
      // The forward run above already ran once over every step of the left part.
      leftSummary.maxStepRuns += 1
      try result.append(leftSummary)
      return result
    }

    func append(_ next: Key, to first: SegmentSummary) throws(PlanningError) -> SegmentSummary? {
      guard let nextSummary = summary(of: next) else {
        waiting.append(next)
        return nil
      }
      var result = first
      try result.append(nextSummary)
      return result
    }
  }
}

extension SegmentPlan {
  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    var summaries = try SegmentSummaries(self, levelCount: levelCount, isWhole: true)
    return try summaries.summary(of: root, length: length).statistics
  }

  /// Returns the summary of a segment's schedule, visiting each distinct segment within it once.
  ///
  /// - Complexity: O(distinct segments x levels) in time and memory.
  func summarize(_ state: State, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary {
    var summaries = try SegmentSummaries(self, levelCount: levelCount)
    return try summaries.summary(of: state, length: length)
  }
}
