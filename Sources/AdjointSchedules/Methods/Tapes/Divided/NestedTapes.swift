/// Equal steps with tapes on several levels, planned in two nests: the states between segments are stored on all levels but
/// one, and each segment is reversed on that one alone.
///
/// To the outer levels a segment is one step, which costs as much as its steps and is reversed by a backward step: H-Revolve
/// gives the best schedule. Within, the segment is a chain with tapes on one level, which is planned exactly at any length.
/// The best length of the segments is looked for.
///
/// - Complexity: Some dozen plans of a chain on each side, whatever the length.
struct NestedTapes {
  let problem: Problem
  let planner: Planner
  let rooms: EqualTapeRooms

  typealias Found = (makespan: Int, plan: any SchedulePlan)

  /// A division into segments, and its schedules.
  private struct Nest {
    var period: Int
    var makespan: Int128
    var outer: Schedule
    var ordinary: Schedule
    var last: Schedule
  }

  /// The most lengths that are tried one after another without finding a better one.
  private static let patience = 4
  private static let refinements = 12

  /// Returns the best schedule found; nil if none fits and costs less than `limit`.
  func best(below limit: Int = .max) throws(PlanningError) -> Found? {
    // Some dozen plans of which each may end sooner.
    let effort = PlanningEffort.current(inParts: PlanningEffort.mostParts)
    defer { if effort.wasLimited { PlanningEffort.meet() } }
    return try effort.limiting { () throws(PlanningError) in
      var best: Found?
      for inner in problem.levels.indices where rooms.leastCost(of: problem, onLevel: inner) < limit {
        guard let nest = try self.best(inner), let makespan = Int(exactly: nest.makespan) else { continue }
        if makespan >= best?.makespan ?? limit || makespan == .max { continue }
        best = (
          makespan,
          NestedTapesPlan(
            problem: problem, inner: inner, period: nest.period, outer: nest.outer, ordinary: nest.ordinary,
            last: nest.last)
        )
      }
      return best
    }
  }

  /// Returns the best length of segments that are reversed on one level.
  private func best(_ inner: Int) throws(PlanningError) -> Nest? {
    let chain = problem.chain
    // Room for running steps is counted on the first level.
    if inner > 0 && (chain.forwardTemporary != nil || chain.backwardTemporary != nil) { return nil }
    let tier = rooms.tiers[inner]
    let capacity = rooms.pools[tier.pool].capacity
    let outer = outerLevels(inner)
    if capacity == .max || tier.tapeSize == 0 || outer.allSatisfy({ $0.slots == 0 }) { return nil }
    // Shorter segments leave room unused.
    let shortest = max(1, capacity / tier.tapeSize)
    var tried: [Int: Nest] = [:]
    func cost(_ period: Int) throws(PlanningError) -> Int128 {
      if let known = tried[period] { return known.makespan }
      guard let nest = try nest(period, inner, outer) else { return .max }
      tried[period] = nest
      return nest.makespan
    }
    var (best, least, misses) = (shortest, Int128.max, 0)
    var period = shortest
    while period < chain.length && misses < Self.patience {
      let cost = try cost(period)
      if cost < least { (best, least, misses) = (period, cost, 0) } else { misses += 1 }
      period = period > Int.max / 2 ? .max : 2 * period
    }
    if least == .max { return nil }
    // Between the neighbours of the best, by thirds of ratios.
    var (low, high) = (max(shortest, best / 2), min(chain.length - 1, 2 * best))
    for _ in 0..<Self.refinements where high - low > 2 {
      let (left, right) = (low + (high - low) * 2 / 5, low + (high - low) * 3 / 5)
      let (a, b) = (try cost(left), try cost(right))
      for (period, cost) in [(left, a), (right, b)] where cost < least { (best, least) = (period, cost) }
      if a <= b { high = right } else { low = left }
    }
    return tried[best]
  }

  /// The levels for the states between segments, in the problem's numbering, the others without slots: one for each capacity
  /// that the segments do not use.
  private func outerLevels(_ inner: Int) -> [Level] {
    var chosen: [Int: EqualTapeRooms.Tier] = [:]
    for tier in rooms.tiers where tier.pool != rooms.tiers[inner].pool {
      if tier.stateAccess < chosen[tier.pool]?.stateAccess ?? .max { chosen[tier.pool] = tier }
    }
    return rooms.tiers.map { tier in
      let capacity = rooms.pools[tier.pool].capacity
      var slots: Int? = 0
      if chosen[tier.pool]?.level == tier.level {
        slots = capacity == .max || tier.stateSize == 0 ? nil : min(capacity / tier.stateSize, Level.maximumSlots)
      }
      return Level(
        name: "", slots: slots, writeCost: problem.writeCost(level: tier.level, state: 0),
        readCost: problem.readCost(level: tier.level, state: 0))
    }
  }

  /// Returns the schedules of segments of `period` steps, the last one of those that remain; nil if there are none.
  private func nest(_ period: Int, _ inner: Int, _ outerLevels: [Level]) throws(PlanningError) -> Nest? {
    let length = problem.chain.length
    let stored = (length - 1) / period
    if stored == 0 { return nil }
    let (forward, overflow) = (problem.chain.forwardCost.common ?? 0).multipliedReportingOverflow(by: period)
    if overflow { return nil }
    let chain = Chain(length: stored, forwardCost: .uniform(forward), backwardCost: .uniform(0))
    return try PlanningError.orNil { () throws(PlanningError) -> Nest? in
      guard let segments = try? Problem(chain: chain, levels: outerLevels, fractionDigits: problem.fractionDigits),
        let ordinary = problem.alone(on: inner, length: period),
        let last = problem.alone(on: inner, length: length - stored * period)
      else { return nil }
      let outer = try ExactPlanning.best(for: segments, planner: .hrevolve)
      let inside = try TapePlanning.best(for: ordinary, planner: planner)
      let end = try TapePlanning.best(for: last, planner: planner)
      let makespan =
        Int128(outer.makespanUnits) + Int128(stored) * Int128(inside.makespanUnits) + Int128(end.makespanUnits)
      return Nest(period: period, makespan: makespan, outer: outer, ordinary: inside, last: end)
    }
  }
}

extension EqualTapeRooms {
  /// Returns what any schedule with all tapes on one level costs at least.
  func leastCost(of problem: Problem, onLevel level: Int) -> Int128 {
    problem.forwardTotal + problem.backwardTotal + Int128(problem.chain.length) * tiers[level].tapeAccess
  }
}

extension Problem {
  /// Returns a chain of `length` equal steps on one of the levels alone, with all the room that it shares; nil if its numbers
  /// are out of range.
  func alone(on index: Int, length: Int) -> Problem? {
    let level = levels[index]
    let owner = levels[pool(of: index)]
    let single = Level(
      name: level.name, slots: owner.capacity == nil ? owner.slots : nil, capacity: owner.capacity, write: level.write,
      read: level.read, sizeFactor: level.sizeFactor)
    let equal = Chain(
      length: length, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost, stateSize: chain.stateSize,
      tapes: chain.tapes, forwardTemporary: chain.forwardTemporary, backwardTemporary: chain.backwardTemporary)
    return try? Problem(chain: equal, levels: [single], fractionDigits: fractionDigits)
  }
}
