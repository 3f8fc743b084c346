/// Totals of Revolve's schedules, in closed form.
extension BinomialPlan {
  /// Returns the makespan of a chain of `length` with `slots` >= 1 slots: N ub + (t N - beta(m + 1, t - 1)) uf.
  ///
  /// Of the chain's steps, beta(m, t') - beta(m, t' - 1) are advanced over t' times for t' < t, and the rest t times.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` if it does not fit 64 bits.
  static func makespan(
    length: Int, slots: Int, forwardCost: Int, backwardCost: Int
  ) throws(PlanningError) -> Int {
    let steps = forwardSteps(length: length, slots: slots)
    let forward = steps.multipliedReportingOverflow(by: Int128(forwardCost))
    // Two factors of 64 bits always fit 128.
    let backward = (Int128(length) + 1) * Int128(backwardCost)
    let sum = forward.partialValue.addingReportingOverflow(backward)
    if forward.overflow || sum.overflow { throw .overflow(quantity: .makespan) }
    return try sum.partialValue.asMakespan()
  }

  /// Returns the total forward step runs, t N - beta(m + 1, t - 1); at most 10^36, so they fit 128 bits.
  static func forwardSteps(length: Int, slots: Int) -> Int128 {
    if length == 0 { return 0 }
    let m = min(slots, length)
    let count = Int128(length) + 1
    let t = Binomial.repetitions(slots: m, count: count)
    return Int128(t) * count - Binomial.beta(m + 1, t - 1)
  }

  /// Returns the summary of a segment's schedule, in closed form.
  ///
  /// A segment of N backward steps is split N - 1 times, each time with one forward run and one read.
  func summary(for state: State, length: Int, levelCount: Int) throws(PlanningError) -> SegmentSummary? {
    try Self.summary(for: state, length: length, level: level, levelCount: levelCount)
  }

  /// Returns the same without a plan, for callers with many segments.
  static func summary(
    for state: State, length: Int, level: Int, levelCount: Int
  ) throws(PlanningError) -> SegmentSummary? {
    // A single backward step needs no formula, and may be on a platform without levels.
    if length == 0 { return nil }
    let steps = forwardSteps(length: length, slots: state.slots)
    var summary = SegmentSummary(levelCount: levelCount)
    let writesWithin = writesWithin(count: length + 1, slots: state.slots)
    let writes = writesWithin + (state.isStored ? 0 : 1)
    let discards = writesWithin + 1
    let operations = Int128(length) * 3 + 1 + Int128(writes) + Int128(discards)
    guard steps <= Int128(Int.max) else { throw .overflow(quantity: .forwardSteps) }
    summary.operations = Int(operations)
    summary.forwardSteps = Int(steps)
    summary.backwardSteps = length + 1
    summary.maxStepRuns = state.repetitions
    summary.levels[level] = SegmentSummary.LevelUse(
      writes: writes, reads: length, net: writes - discards,
      peak: max(0, min(state.slots, length) - (state.isStored ? 1 : 0)))
    return summary
  }

  /// Returns the states written while a segment of `count` backward steps is reversed, not counting its first state.
  ///
  /// A full part of beta(m, t) steps writes beta(m - 1, t) - 1 states inside; for the parts passed in
  /// ``descend(count:slots:_:)`` these sums telescope.
  ///
  /// - Complexity: that of the descent.
  static func writesWithin(count: Int, slots: Int) -> Int {
    var writes: Int128 = 0
    let rest = descend(count: count, slots: slots) { turn in
      switch turn {
      case .right(let m, let t, let parts): writes += Binomial.beta(m - 1, t) - Binomial.beta(m - parts - 1, t)
      case .left(let m, let t, let parts): writes += Binomial.beta(m - 1, t - 1) - Binomial.beta(m - 1, t - parts - 1)
      }
    }
    // With a single repetition every state except the last is written; with a single slot none is.
    if rest.slots > 1 { writes += Int128(rest.count) - 2 }
    return Int(writes)
  }
}
