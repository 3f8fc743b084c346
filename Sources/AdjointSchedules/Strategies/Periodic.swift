/// Periodic checkpointing: every p-th state is stored, and all states of a segment are kept while it is reversed.
///
/// This is what most codes with "a checkpoint every p steps" do: no step runs more than twice. The slots hold the
/// stored states and the states of one segment, at most about p + l / p; ``Uniform`` keeps only the stored states and
/// recomputes a segment's states one by one.
///
/// The cheapest slots, by w + r, hold the segment, the next ones the stored states. Without a given period, the best of
/// several candidates is used: all short ones, those that store few states, and those near which a level is just full.
/// Ties: the shortest period; of levels with equal costs, the first. It is optimal when p = l, store-all, is.
enum Periodic {
  /// Returns the schedule with the given period or, if nil, the best for the available slots.
  ///
  /// - Throws: ``PlanningError`` if the period, or any period, needs more slots than available, or if a total does not
  ///   fit 64 bits.
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

  /// All periods up to this are tried, and all numbers of stored states up to this.
  private static let exhaustiveCount = 1000
  /// The number of periods tried on either side of a level's end.
  private static let neighbours = 32
  /// The most levels at whose ends periods are tried.
  private static let maximumPrefixes = 16

  /// Returns the periods to try, in increasing order.
  ///
  /// Between the ends of the levels, costs change like 1 / p except for rounding, so the best is close to an end.
  private static func candidates(_ periods: KeptPeriods, length: Int) -> [Int] {
    if length == 0 { return [1] }
    var candidates = Set(1...min(length, exhaustiveCount))
    let root = Int(UInt(length).squareRoot)
    var middles = [root, length]
    for total in periods.slots.totals.prefix(maximumPrefixes) {
      let total = min(total, length)
      // As many segment states, or stored states, as the levels hold.
      middles += [total, (length - 1) / total + 1]
      // The shortest and longest period for which all of both fit.
      middles += [
        Self.last(from: root, to: 1) { periods.peak(period: $0) <= total },
        Self.last(from: root, to: length) { periods.peak(period: $0) <= total },
      ]
    }
    for middle in middles {
      candidates.formUnion(max(1, middle - neighbours)...min(length, middle + neighbours))
    }
    // With q states stored, the shortest period reruns the fewest steps.
    let counts = (1...min(length, exhaustiveCount)).map { (length - 1) / $0 + 1 }
    candidates.formUnion(counts)
    for period in candidates {
      let count = (length - 1) / period + 1
      candidates.insert((length - 1) / count + 1)
    }
    return candidates.sorted()
  }

  /// Returns where `holds` becomes false between `start` and `end`, if it does so once.
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
