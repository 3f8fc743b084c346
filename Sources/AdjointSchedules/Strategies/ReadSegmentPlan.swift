/// The optimum of a segment of any length whose first state is on disk and is read as often as it pays off, with free
/// memory as the other slots, without a table.
///
/// Ties: the fewest reads, then the longest advance.
///
/// - Complexity: O(log l) binomials per read of the disk, plus Revolve's decisions.
struct ReadSegmentPlan: PeriodicSegmentPlan {
  enum State: Hashable, Sendable {
    /// The first state is on disk and will be read this often; nil for as often as it pays off.
    case disk(reads: Int?)
    case memory(BinomialPlan.State)
  }

  let diskLevel: Int
  let memory: BinomialPlan
  let slots: Int
  let readCost: Int
  let forwardCost: Int

  /// Creates the plan of segments up to `length`, or returns nil if the shapes do not fit 128 bits or there is no
  /// memory.
  init?(_ platform: DiskPlatform, length: Int) {
    guard platform.memorySlots > 0 else { return nil }
    diskLevel = platform.diskLevel
    slots = platform.memorySlots
    readCost = platform.readCost
    forwardCost = platform.chain.forwardCost
    memory = BinomialPlan(level: platform.memoryLevel, slots: slots, length: length)
    if shape(length: length) == nil { return nil }
  }

  var root: State { .disk(reads: nil) }

  func entry(level: Int) -> State { root }

  /// Returns the makespan of a segment, or nil if ``init(_:length:)`` for its length does.
  static func makespan(_ platform: DiskPlatform, length: Int) throws(PlanningError) -> Int? {
    let (forwardCost, count) = (platform.chain.forwardCost, length + 1)
    guard platform.memorySlots > 0,
      let shape = ReadSegmentShape.best(
        count: count, slots: platform.memorySlots, readCost: platform.readCost, forwardCost: forwardCost),
      let steps = shape.forwardSteps(count: count)
    else { return nil }
    let (forward, overflow) = steps.multipliedReportingOverflow(by: Int128(forwardCost))
    if overflow || forward > PriceBound.value { throw .overflow(quantity: .makespan) }
    let storage = Int128(shape.reads) * Int128(platform.readCost)
    return try (forward + Int128(count) * Int128(platform.chain.backwardCost) + storage).asMakespan()
  }

  private func shape(length: Int) -> ReadSegmentShape? {
    ReadSegmentShape.best(count: length + 1, slots: slots, readCost: readCost, forwardCost: forwardCost)
  }

  func decision(for state: State, length: Int) -> SegmentDecision<State> {
    switch state {
    case .memory(let state):
      return memory.decision(for: state, length: length).map(State.memory)
    case .disk(let reads):
      if length == 0 { return .backward(discarding: diskLevel) }
      let reads = reads ?? shape(length: length)?.reads ?? 0
      if reads == 0 { return .release(level: diskLevel, next: inMemory(length: length)) }
      let slots = min(slots, length)
      let depth = ReadSegmentShape(slots: slots, reads: reads).depth(count: length + 1)
      let left = ReadSegmentShape(slots: slots, reads: reads - 1)
      let before = left.offered(depth: depth - 2)
      let last = Int128(length + 1) - before - Binomial.beta(slots, depth - 1)
      let steps = Int(before + min(last, left.offered(depth: depth - 1) - before))
      return .split(
        steps: steps, right: inMemory(length: length - steps), level: diskLevel, left: .disk(reads: reads - 1))
    }
  }

  /// Returns the summary of a segment, in closed form.
  func summary(for state: State, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary? {
    switch state {
    case .memory(let state): return try memory.summary(for: state, length: length, levelCount: levelCount)
    case .disk(let reads):
      if length == 0 { return nil }
      let reads = reads ?? shape(length: length)?.reads ?? 0
      let parts = ReadSegmentParts(count: length + 1, slots: min(slots, length), reads: reads)
      guard let steps = parts.shape.forwardSteps(count: length + 1), steps <= Int128(Int.max) else {
        throw .overflow(quantity: .forwardSteps)
      }
      let operations = 3 * Int128(length) + 1 + 2 * Int128(parts.writes) + 1
      if operations > Int128(Int.max) { throw .overflow(quantity: .operations) }
      var summary = SegmentSummary(levelCount: levelCount)
      summary.operations = Int(operations)
      summary.forwardSteps = Int(steps)
      summary.backwardSteps = length + 1
      summary.maxStepRuns = parts.depth
      summary.levels[memory.level] = SegmentSummary.LevelUse(
        writes: parts.writes, reads: length - reads, net: 0, peak: min(slots, parts.longest - 1))
      summary.levels[diskLevel] = SegmentSummary.LevelUse(reads: reads, net: -1)
      return summary
    }
  }

  private func inMemory(length: Int) -> State { .memory(BinomialPlan.state(length: length, slots: slots)) }
}
