extension SegmentPlan {
  func operations(length: Int) -> OperationSource {
    operations(from: 0, length: length, state: root)
  }

  /// Returns a source of the operations for a segment that starts at x_start, in the buffer.
  func operations(from start: Int, length: Int, state: State) -> OperationSource {
    var generator = SegmentGenerator(plan: self, start: start, length: length, state: state)
    return { batch in generator.generate(into: &batch) }
  }
}

/// Turns the decisions of a plan into operations, lazily, with an explicit stack of pending segments.
///
/// - Complexity: O(1) per decision, plus the plan's work; memory in the number of stored states, since a segment is
///   pending exactly while its first state is stored.
struct SegmentGenerator<Plan: SegmentPlan> {
  private struct Segment {
    var start: Int
    var length: Int
    var state: Plan.State
    /// The level from which x_start must be read before the segment is reversed.
    var level: Int
  }

  /// Large enough to make the overhead per batch negligible, small enough for the first-level cache.
  static var batchSize: Int { 256 }

  private let plan: Plan
  private(set) var start: Int
  private(set) var length: Int
  private(set) var state: Plan.State
  private(set) var isFinished = false
  private var pending: [Segment] = []

  init(plan: Plan, start: Int, length: Int, state: Plan.State) {
    self.plan = plan
    self.start = start
    self.length = length
    self.state = state
  }

  /// Starts another segment after the previous one is finished.
  mutating func restart(start: Int, length: Int, state: Plan.State) {
    (self.start, self.length, self.state) = (start, length, state)
    isFinished = false
  }

  /// Appends operations until the batch is full or the segment is finished.
  mutating func generate(into batch: inout [Operation]) {
    while !isFinished && batch.count < Self.batchSize { step(into: &batch) }
  }

  /// Appends the operations of one decision.
  @inline(__always)
  mutating func step(into batch: inout [Operation]) {
    switch plan.decision(for: state, length: length) {
    case .backward(let level):
      batch.append(.backward(step: start))
      if let level { batch.append(.discard(level: level, step: start)) }
      finishSegment(into: &batch)
    case .write(let level, let next):
      batch.append(.write(level: level, step: start))
      state = next
    case .move(let source, let level, let next):
      batch.append(.write(level: level, step: start))
      batch.append(.discard(level: source, step: start))
      state = next
    case .release(let level, let next):
      batch.append(.discard(level: level, step: start))
      state = next
    case .split(let steps, let right, let level, let left):
      pending.append(Segment(start: start, length: steps - 1, state: left, level: level))
      batch.append(.forward(from: start, to: start + steps))
      start += steps
      length -= steps
      state = right
    }
  }

  /// Resumes the most recent pending segment after the current one has been reversed.
  mutating func finishSegment(into batch: inout [Operation]) {
    guard let segment = pending.popLast() else {
      isFinished = true
      return
    }
    (start, length, state) = (segment.start, segment.length, segment.state)
    batch.append(.read(level: segment.level, step: start))
  }
}
