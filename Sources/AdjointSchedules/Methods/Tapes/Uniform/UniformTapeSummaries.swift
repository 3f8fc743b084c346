/// The bytes that states and tapes take, and that steps need while they run.
struct UniformTapeBytes: Hashable, Sendable {
  var state = 0
  var tape = 0
  var forward = 0
  var backward = 0

  /// Returns the bytes in use while a step runs and this many states and tapes are stored.
  func peak(states: Int, tapes: Int) throws(PlanningError) -> Int {
    guard let peak = Int(exactly: needed(states: states, tapes: tapes)) else { throw .overflow(quantity: .storedBytes) }
    return peak
  }

  /// The same, however large.
  func needed(states: Int = 0, tapes: Int) -> Int128 {
    Int128(states) * Int128(state) + Int128(tapes) * Int128(tape) + Int128(max(forward, backward))
  }
}

extension UniformTapeBytes {
  /// The bytes on a problem's only level; nil if states, tapes or what steps need while they run differ, or have no size.
  init?(_ problem: Problem) {
    let chain = problem.chain
    guard problem.levels.count == 1, let state = chain.stateSize?.common, let tape = chain.tapes?.size?.common else {
      return nil
    }
    let level = problem.levels[0]
    (self.state, self.tape) = (level.stored(state), level.stored(tape))
    // Only a capacity limits what steps need.
    if level.capacity == nil { return }
    guard let forward = (chain.forwardTemporary ?? .uniform(0)).common,
      let backward = (chain.backwardTemporary ?? .uniform(0)).common
    else { return nil }
    (self.forward, self.backward) = (forward, backward)
  }
}

/// The summary of reversing a segment of equal steps with tapes; peaks are relative to what was in use before.
///
/// Counts have 128 bits: each of at most 10^18 steps runs at most as often as there are steps.
struct UniformTapeSummary: Sendable {
  var operations: Int128 = 0
  var forwardSteps: Int128 = 0
  var writes: Int128 = 0
  /// The reads of stored states, then those from tapes.
  var stateReads: Int128 = 0
  var tapeReads: Int128 = 0
  var maxStepRuns = 0
  var peakSlots: Int128 = 0
  var peakBytes: Int128 = 0

  mutating func add(_ other: UniformTapeSummary) {
    operations += other.operations
    forwardSteps += other.forwardSteps
    writes += other.writes
    stateReads += other.stateReads
    tapeReads += other.tapeReads
    maxStepRuns = max(maxStepRuns, other.maxStepRuns)
  }
}

/// The summaries of a plan's segments; each distinct one is visited once.
///
/// - Complexity: O(distinct segments) in time and memory; the memory is reserved.
struct UniformTapeSummaries<Decisions: UniformTapeDecisions> {
  private typealias Key = SegmentKey<Decisions.State>

  private let decisions: Decisions
  private let bytes: UniformTapeBytes
  private var known: KnownSegments<Key, UniformTapeSummary>

  /// The most numbered segments that can be counted.
  static func mostNumbered(length: Int) -> Int {
    KnownSegments<Key, UniformTapeSummary>.mostNumbered(length: length, besideKeyed: false)
  }

  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` if there are too many segments to keep.
  init(_ decisions: Decisions, bytes: UniformTapeBytes) throws(PlanningError) {
    (self.decisions, self.bytes) = (decisions, bytes)
    known = try KnownSegments(numbers: decisions.numberedSegments)
  }

  /// - Throws: ``PlanningError/tableTooLarge(bytes:limit:)`` if there are too many segments to keep.
  mutating func summary(of state: Decisions.State, length: Int) throws(PlanningError) -> UniformTapeSummary {
    let whole = Key(state: state, length: length)
    if length == 0 { return UniformTapeSummary() }
    // The recursion runs on a stack of its own: a segment waits until those it needs are known.
    var waiting = [whole]
    while let key = waiting.last {
      try known.reserve(waiting: waiting.count)
      if summary(of: key) == nil {
        guard let summary = summary(of: key, waiting: &waiting) else { continue }
        try known.insert(summary, for: key, number: decisions.number(of: key.state))
      }
      waiting.removeLast()
    }
    return summary(of: whole) ?? UniformTapeSummary()
  }

  private func summary(of key: Key) -> UniformTapeSummary? {
    known.value(key, number: decisions.number(of: key.state))
  }

  /// Returns the summary of a segment, or nil after adding to `waiting` what has to be known first.
  private func summary(of key: Key, waiting: inout [Key]) -> UniformTapeSummary? {
    var total = UniformTapeSummary()
    switch decisions.decision(for: key.state, length: key.length) {
    case .write(let next):
      guard let rest = known(Key(state: next, length: key.length), &waiting) else { return nil }
      total.add(rest)
      total.operations += 1
      total.writes += 1
      (total.peakSlots, total.peakBytes) = (1 + rest.peakSlots, Int128(bytes.state) + rest.peakBytes)
    case .tape(let next):
      var rest = UniformTapeSummary()
      if key.length > 1 {
        guard let known = known(Key(state: next, length: key.length - 1), &waiting) else { return nil }
        rest = known
      }
      total.add(rest)
      let isStored = decisions.place(of: key.state) == .stored
      total.operations += isStored ? 3 : 2
      total.forwardSteps += 1
      total.maxStepRuns = max(1, total.maxStepRuns)
      // A stored state has made room for the tape.
      total.peakSlots = max(0, 1 + rest.peakSlots - (isStored ? 1 : 0))
      let peak = Int128(bytes.tape) + max(rest.peakBytes, Int128(bytes.forward), Int128(bytes.backward))
      total.peakBytes = max(0, peak - (isStored ? Int128(bytes.state) : 0))
    case .split(let steps, let right, let left):
      let rightKey = Key(state: right, length: key.length - steps)
      let leftKey = Key(state: left, length: steps)
      guard let rightSummary = known(rightKey, &waiting), var leftSummary = known(leftKey, &waiting) else { return nil }
      total.add(rightSummary)
      // The run to the right went over every step of the left part.
      leftSummary.maxStepRuns += 1
      total.add(leftSummary)
      total.operations += 2
      total.forwardSteps += Int128(steps)
      if decisions.place(of: key.state) == .stored { total.stateReads += 1 } else { total.tapeReads += 1 }
      total.peakSlots = max(rightSummary.peakSlots, leftSummary.peakSlots)
      total.peakBytes = max(Int128(bytes.forward), rightSummary.peakBytes, leftSummary.peakBytes)
    }
    return total
  }

  private func known(_ key: Key, _ waiting: inout [Key]) -> UniformTapeSummary? {
    if let summary = summary(of: key) { return summary }
    waiting.append(key)
    return nil
  }
}
