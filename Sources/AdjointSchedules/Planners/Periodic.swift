/// Periodic checkpointing: every p-th state is stored, and the states of a segment are all kept while it is reversed.
///
/// What most codes do with "a checkpoint every p steps": no step is run more than twice. The slots hold the stored states
/// and the states of one segment together, some p + l / p at most; ``Uniform`` keeps the stored states alone and runs a
/// segment's states anew one by one.
///
/// The cheapest slots, by w + r, hold the segment, the next ones the stored states. Without a period the best of those
/// tried is taken: all short ones, those that store few states, and those around which a level is just full. Ties: the
/// shortest period, of levels that cost the same the one that is given first. It is optimal when p = l, store-all, is.
enum Periodic {
  /// Returns the schedule with the given period or, without one, the best for the slots that there are.
  ///
  /// - Throws: ``PlanningError`` when the period, or any, needs more slots than there are, or when a total does not fit
  ///   64 bits.
  /// - Complexity: O(levels) for each of some thousand periods; O(1) an operation.
  static func plan(
    _ problem: Problem, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    let chain = try UniformChain(problem, planner: .periodic)
    let periods = KeptPeriods(problem, chain)
    if chain.length > 0 && periods.slots.count == 0 { throw .noSlot(length: chain.length) }
    let candidates = options.period.map { [$0] } ?? candidates(periods, length: chain.length)
    let peak = candidates.map { periods.peak(period: $0) }.min() ?? 0
    if peak > periods.slots.count {
      throw .tooFewSlots(planner: .periodic, needed: peak, available: periods.slots.count)
    }
    var best: (plan: KeptPeriods.Plan, makespan: Int)?
    for period in candidates {
      guard let plan = periods.best(period: period) else { continue }
      if plan.makespan < best?.makespan ?? .max { best = plan }
    }
    guard let best else { throw .overflow(quantity: .makespan) }
    return try .heuristic(problem, .periodic, plan: best.plan, options: options)
  }

  /// All periods up to so many are tried, and all numbers of stored states.
  private static let exhaustiveCount = 1000
  /// So many are tried on either side of what a level holds.
  private static let neighbours = 32
  /// The most levels at whose ends periods are tried.
  private static let maximumPrefixes = 16

  /// Returns the periods to try, in rising order.
  ///
  /// Between the ends of the levels costs change with p like 1 / p, but for rounding: the best is close to an end.
  private static func candidates(_ periods: KeptPeriods, length: Int) -> [Int] {
    if length == 0 { return [1] }
    var candidates = Set(1...min(length, exhaustiveCount))
    let root = Int(UInt(length).squareRoot)
    var middles = [root, length]
    for total in periods.slots.totals.prefix(maximumPrefixes) {
      let total = min(total, length)
      // As many segment states, or as many stored states, as the levels hold.
      middles += [total, (length - 1) / total + 1]
      // The shortest and the longest period with which all of both fit.
      middles += [
        Self.last(from: root, to: 1) { periods.peak(period: $0) <= total },
        Self.last(from: root, to: length) { periods.peak(period: $0) <= total },
      ]
    }
    for middle in middles {
      candidates.formUnion(max(1, middle - neighbours)...min(length, middle + neighbours))
    }
    // With q states stored the shortest period runs the fewest steps again.
    let counts = (1...min(length, exhaustiveCount)).map { (length - 1) / $0 + 1 }
    candidates.formUnion(counts)
    for period in candidates {
      let count = (length - 1) / period + 1
      candidates.insert((length - 1) / count + 1)
    }
    return candidates.sorted()
  }

  /// Returns where `holds` ends on the way from `start` to `end`, if it ends once.
  private static func last(from start: Int, to end: Int, _ holds: (Int) -> Bool) -> Int {
    var (inside, outside) = (start, end)
    if holds(end) { return end }
    while abs(outside - inside) > 1 {
      let middle = inside + (outside - inside) / 2
      if holds(middle) { inside = middle } else { outside = middle }
    }
    return inside
  }
}
