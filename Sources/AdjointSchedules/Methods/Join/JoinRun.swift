/// Consecutive segments of one branch that are reversed one after another, last first, each with one slot more than the
/// previous one. A plan stores them without a list.
struct JoinRun: Hashable, Sendable {
  let branch: Int
  /// The state that the first of the segments starts from.
  let start: Int
  /// The steps of all segments, at least one each.
  let steps: Int
  /// The slots of the segments, the first with the most.
  let slots: SlotRun

  /// T of ``SlotRun``: segments with s slots have beta(s, T - 1) to beta(s, T) steps.
  private let repetitions: Int
  /// How many segments, counted from the first, have their maximum length.
  private let full: Int
  /// The steps of all segments beyond their minimum lengths.
  private let excess: Int

  /// Distributes `steps` steps, at least as many as segments, among the segments so that the fewest steps are rerun.
  init(branch: Int, start: Int, steps: Int, slots: SlotRun) {
    (self.branch, self.start, self.steps, self.slots) = (branch, start, steps, slots)
    repetitions = [slots].repetitions(steps: Int128(steps))
    excess = steps - Int(slots.sum(repetitions - 1))
    // From one repetition number to the next, a segment with s slots grows by beta(s - 1, T).
    var (low, high) = (0, slots.count + 1)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if Self.growth(slots, repetitions, of: middle) <= Int128(excess) { low = middle } else { high = middle }
    }
    full = low
  }

  /// Returns the segment at a place in the order in which they are reversed.
  func segment(_ place: Int) -> JoinPlan.Segment {
    let number = slots.count - 1 - place
    let first = offset(number)
    return JoinPlan.Segment(
      branch: branch, start: start + first, steps: offset(number + 1) - first, slots: slots.most - number)
  }

  /// Returns the steps of the first `number` segments.
  private func offset(_ number: Int) -> Int {
    let few = number == 0 ? 0 : SlotRun(most: slots.most, count: number).sum(repetitions - 1)
    // The segment after the full ones has what is left.
    let more = number > full ? Int128(excess) : Self.growth(slots, repetitions, of: number)
    return Int(few + more)
  }

  /// Returns by how many steps the first `number` segments grow to their maximum lengths; at least 2^65 if large.
  private static func growth(_ slots: SlotRun, _ repetitions: Int, of number: Int) -> Int128 {
    number == 0 ? 0 : SlotRun(most: slots.most - 1, count: number).capacity(repetitions)
  }
}

extension JoinRun {
  /// Returns the summary of reversing the segments, each read first and freed last, in closed form.
  func summary() throws(PlanningError) -> SegmentSummary {
    var total = SegmentSummary(levelCount: 1)
    let hasPartial = full < slots.count
    if full + 1 < slots.count {
      let fewest = SlotRun(most: slots.most - full - 1, count: slots.count - full - 1)
      try total.append(Self.equal(fewest, repetitions: repetitions - 1))
    }
    if hasPartial {
      let segment = segment(slots.count - 1 - full)
      let revolve = segment.plan
      var summary = try revolve.summarize(revolve.stored, length: segment.steps - 1, levelCount: 1)
      // The branch's first run already ran every step once.
      summary.maxStepRuns += 1
      total.read(level: 0)
      try total.append(summary)
    }
    if full > 0 {
      try total.append(Self.equal(SlotRun(most: slots.most, count: full), repetitions: repetitions))
    }
    return total
  }

  /// Returns the summary of reversing segments with s slots and beta(s, t) steps each.
  ///
  /// Such a segment of N steps has N - 1 reads and forward runs, and writes beta(s - 1, t) - 1 states.
  private static func equal(_ slots: SlotRun, repetitions: Int) throws(PlanningError) -> SegmentSummary {
    let count = Int128(slots.count)
    let steps = slots.sum(repetitions)
    let writes = slots.raised(by: -1).sum(repetitions) - count
    let forward = repetitions == 0 ? 0 : Int128(repetitions) * steps - slots.raised(by: 1).sum(repetitions - 1)
    let operations = 3 * steps + 2 * writes
    guard forward <= Int128(Int.max) else { throw .overflow(quantity: .forwardSteps) }
    guard operations <= Int128(Int.max) else { throw .overflow(quantity: .operations) }
    var summary = SegmentSummary(levelCount: 1)
    summary.operations = Int(operations)
    summary.forwardSteps = Int(forward)
    summary.backwardSteps = Int(steps)
    summary.maxStepRuns = repetitions + 1
    // Each segment also has the slot freed by the previous one, and fills all of them.
    let peak = repetitions == 0 ? 0 : slots.most - slots.count
    summary.levels[0] = SegmentSummary.LevelUse(
      writes: Int(writes), reads: Int(steps), net: -slots.count, peak: peak)
    return summary
  }
}
