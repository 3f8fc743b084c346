/// The optimum of a segment whose first state is on disk and is read as often as pays, all other slots being free memory,
/// for segments of any length, without a table.
///
/// Ties: of equally good numbers of reads the least; of the advances that remain the longest.
///
/// - Complexity: O(log l) binomials a read of the disk; Revolve's decisions below.
struct ReadSegmentPlan: PeriodicSegmentPlan {
  enum State: Hashable, Sendable {
    /// The first state is on disk and will be read so often, as often as pays where nil.
    case disk(reads: Int?)
    case memory(BinomialPlan.State)
  }

  let diskLevel: Int
  let memory: BinomialPlan
  let slots: Int
  let readCost: Int
  let forwardCost: Int

  /// Makes the plan of segments up to `length`, or gives nil where 128 bits do not hold what the shapes are made of, or
  /// there is no memory.
  init?(_ platform: DiskPlatform, length: Int) {
    guard platform.memorySlots > 0, platform.chain.forwardCost > 0 else { return nil }
    diskLevel = platform.diskLevel
    slots = platform.memorySlots
    readCost = platform.readCost
    forwardCost = platform.chain.forwardCost
    memory = BinomialPlan(level: platform.memoryLevel, slots: slots, length: length)
    if shape(length: length) == nil { return nil }
  }

  var root: State { .disk(reads: nil) }

  func entry(level: Int) -> State { root }

  /// Returns the makespan of a segment, or nil where ``init(_:length:)`` for its length does.
  static func makespan(_ platform: DiskPlatform, length: Int) throws(PlanningError) -> Int? {
    let (forwardCost, count) = (platform.chain.forwardCost, length + 1)
    guard platform.memorySlots > 0, forwardCost > 0,
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

  /// Returns what Revolve's segments do, in closed form.
  func summary(for state: State, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary? {
    guard case .memory(let state) = state else { return nil }
    return try memory.summary(for: state, length: length, levelCount: levelCount)
  }

  private func inMemory(length: Int) -> State { .memory(BinomialPlan.state(length: length, slots: slots)) }
}
