/// A segment as a plan sees it: what its decision depends on.
private struct SegmentKey<State: Hashable>: Hashable {
  var state: State
  var length: Int
}

extension SegmentPlan {
  func statistics(
    length: Int, levelCount: Int, observer: PlanningObserver?
  ) throws(PlanningError) -> Statistics {
    try summarize(root, length: length, levelCount: levelCount, observer: observer).statistics
  }

  /// Returns what the schedule of a segment does in all, each distinct segment within it looked at once.
  ///
  /// The recursion over segments runs on an explicit stack: a segment waits until those it needs are known.
  ///
  /// - Complexity: O(distinct segments x levels) in time and memory.
  func summarize(
    _ state: State, length: Int, levelCount: Int, observer: PlanningObserver? = nil
  ) throws(PlanningError) -> SegmentSummary {
    let whole = SegmentKey(state: state, length: length)
    var known: [SegmentKey<State>: SegmentSummary] = [:]
    var waiting = [whole]
    while let key = waiting.last {
      if known[key] != nil {
        waiting.removeLast()
      } else if let summary = try summary(of: key, known: known, levelCount: levelCount, waiting: &waiting) {
        known[key] = summary
        waiting.removeLast()
        if known.count % 1024 == 0 {
          observer?(PlanningProgress(what: "distinct segments counted", done: known.count, total: nil))
        }
      }
    }
    return known[whole] ?? SegmentSummary(levelCount: levelCount)
  }

  /// Returns the summary of a segment, or nil after adding to `waiting` what has to be known first.
  private func summary(
    of key: SegmentKey<State>, known: [SegmentKey<State>: SegmentSummary], levelCount: Int,
    waiting: inout [SegmentKey<State>]
  ) throws(PlanningError) -> SegmentSummary? {
    if let summary = try self.summary(for: key.state, length: key.length, levelCount: levelCount) {
      return summary
    }
    var result = SegmentSummary(levelCount: levelCount)
    switch decision(for: key.state, length: key.length) {
    case .backward(let level):
      result.backward()
      if let level { result.discard(level: level) }
      return result
    case .write(let level, let next):
      result.write(level: level)
      return try append(SegmentKey(state: next, length: key.length), to: result)
    case .move(let source, let level, let next):
      result.write(level: level)
      result.discard(level: source)
      return try append(SegmentKey(state: next, length: key.length), to: result)
    case .release(let level, let next):
      result.discard(level: level)
      return try append(SegmentKey(state: next, length: key.length), to: result)
    case .split(let steps, let right, let level, let left):
      let rightKey = SegmentKey(state: right, length: key.length - steps)
      let leftKey = SegmentKey(state: left, length: steps - 1)
      guard let rightSummary = known[rightKey], var leftSummary = known[leftKey] else {
        if known[rightKey] == nil { waiting.append(rightKey) }
        if known[leftKey] == nil { waiting.append(leftKey) }
        return nil
      }
      try result.forward(steps: steps)
      try result.append(rightSummary)
      result.read(level: level)
      // The forward run above went once over every step that the left part runs.
      leftSummary.maxStepRuns += 1
      try result.append(leftSummary)
      return result
    }

    func append(
      _ next: SegmentKey<State>, to summary: SegmentSummary
    ) throws(PlanningError) -> SegmentSummary? {
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
