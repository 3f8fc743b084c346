/// The places for every p-th state and for the states of one segment at a time, for any p.
///
/// A segment's slots are used once per segment, a stored state's only once. So the segment gets the cheapest slots and
/// the stored states the next ones, the last state the cheapest of these, since its slot is the first to be free for
/// the segments before it.
struct KeptPeriods {
  typealias Plan = PeriodicPlan<KeptSegmentPlan>

  private let problem: Problem
  private let chain: UniformChain
  /// All slots, cheapest first.
  let slots: SlotPlaces

  init(_ problem: Problem, _ chain: UniformChain) {
    (self.problem, self.chain) = (problem, chain)
    slots = SlotPlaces(problem, orderedBy: { (level: Level) in UInt(level.writeCost) + UInt(level.readCost) })
  }

  /// Returns the peak number of slots.
  ///
  /// The last segment is entered from the forward run, with the turn; it stores all its states. The others are rerun,
  /// and the state after their last step is used right away.
  ///
  /// - Parameter isMoving: Whether first states are moved into the segment's slots.
  func peak(period: Int, isMoving: Bool = false) -> Int {
    if chain.length == 0 { return 0 }
    let count = stored(period)
    let last = count - 1 + (chain.length - (count - 1) * period)
    if count == 1 || period == 1 { return last }
    return max(last, count - 1 + period - (isMoving ? 1 : 2))
  }

  /// Returns the better of the plans with and without moves, and its makespan; nil when there are too few slots, or if
  /// it does not fit 64 bits.
  func best(period: Int) -> (plan: Plan, makespan: Int)? {
    var best: (plan: Plan, makespan: Int)?
    for isMoving in [false, true] where peak(period: period, isMoving: isMoving) <= slots.count {
      if isMoving && !canMove { continue }
      let plan = plan(period: period, isMoving: isMoving)
      guard
        let statistics = try? plan.statistics(length: chain.length, levelCount: problem.levels.count),
        let makespan = try? problem.makespan(of: statistics)
      else { continue }
      if makespan < best?.makespan ?? .max { best = (plan, makespan) }
    }
    return best
  }

  private func plan(period: Int, isMoving: Bool) -> Plan {
    let top = peak(period: period, isMoving: isMoving)
    return PeriodicPlan(
      length: chain.length, period: period, places: slots.reversed(max(0, top - stored(period))..<top),
      segment: KeptSegmentPlan(slots: slots, moves: problem.levels.map { isMoving && isDear($0) }))
  }

  private func stored(_ period: Int) -> Int { (chain.length - 1) / period + 1 }

  /// True if some level is so expensive to read that a state read twice is better moved.
  private var canMove: Bool { problem.levels.contains(where: isDear) }

  private func isDear(_ level: Level) -> Bool {
    let first = problem.levels[slots.level(ofSlot: 0)]
    return Int128(level.readCost) > Int128(first.writeCost) + Int128(first.readCost)
  }
}
