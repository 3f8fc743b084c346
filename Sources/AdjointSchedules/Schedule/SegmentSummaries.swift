/// A segment as a plan sees it: everything its decision depends on.
private struct SegmentKey<State: Hashable>: Hashable {
  var state: State
  var length: Int
}

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
  private var known: [Key: SegmentSummary] = [:]
  private var memory = MemoryBudget(limit: PlanningMemory.current.uniformLimit, shares: 2)
  /// The bytes per summary: while a dictionary grows, the old one and a new one of twice its size exist, filled to
  /// three quarters; each summary holds an array.
  private let bytes: Int

  init(_ plan: Plan, levelCount: Int) {
    self.plan = plan
    self.levelCount = levelCount
    let entry = MemoryLayout<Key>.stride + MemoryLayout<SegmentSummary>.stride
    bytes = 4 * entry + 48 + levelCount * MemoryLayout<SegmentSummary.LevelUse>.stride
  }

  /// Returns the summary of a segment's schedule.
  ///
  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` if there are too many to keep.
  mutating func summary(of state: Plan.State, length: Int) throws(PlanningError) -> SegmentSummary {
    let whole = Key(state: state, length: length)
    var waiting = [whole]
    var reserved = 1024
    while let key = waiting.last {
      if waiting.count > reserved {
        // While the array grows, the old one and a new one of twice its size exist.
        try memory.spend(Int128(3 * MemoryLayout<Key>.stride) * Int128(reserved))
        reserved *= 2
      }
      if known[key] != nil {
        waiting.removeLast()
      } else if let summary = try summary(of: key, waiting: &waiting) {
        known[key] = summary
        waiting.removeLast()
        if known.count % 1024 == 0 {
          try memory.spend(Int128(bytes) * 1024)
          try PlanningProgress.report(.countedSegments, done: known.count, total: nil)
        }
      }
    }
    return known[whole] ?? SegmentSummary(levelCount: levelCount)
  }

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
      guard let rightSummary = known[rightKey], var leftSummary = known[leftKey] else {
        if known[rightKey] == nil { waiting.append(rightKey) }
        if known[leftKey] == nil { waiting.append(leftKey) }
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

    func append(_ next: Key, to summary: SegmentSummary) throws(PlanningError) -> SegmentSummary? {
      guard let nextSummary = known[next] else {
        waiting.append(next)
        return nil
      }
      var result = summary
      try result.append(nextSummary)
      return result
    }
  }
}

extension SegmentPlan {
  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    try summarize(root, length: length, levelCount: levelCount).statistics
  }

  /// Returns the summary of a segment's schedule, visiting each distinct segment within it once.
  ///
  /// - Complexity: O(distinct segments x levels) in time and memory.
  func summarize(_ state: State, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary {
    var summaries = SegmentSummaries(self, levelCount: levelCount)
    return try summaries.summary(of: state, length: length)
  }
}
