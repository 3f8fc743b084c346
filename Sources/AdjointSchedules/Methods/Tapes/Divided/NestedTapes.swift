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
  private static let patience = 3
  private static let refinements = 8
  /// The part of a limit of work for each length that is only tried.
  private static let triedParts = 4 * PlanningEffort.mostParts

  /// Returns the best schedule found; nil if none fits and costs less than `limit`.
  func best(below limit: Int = .max) throws(PlanningError) -> Found? {
    var best: Found?
    for inner in problem.levels.indices where rooms.leastCost(of: problem, onLevel: inner) < best?.makespan ?? limit {
      guard let period = try limited(to: Self.triedParts, { () throws(PlanningError) in try bestPeriod(inner) }),
        let nest = try limited(
          to: PlanningEffort.mostParts, { () throws(PlanningError) in try self.nest(period, inner, outerLevels(inner)) }
        ),
        let makespan = Int(exactly: nest.makespan), makespan < min(best?.makespan ?? limit, .max)
      else { continue }
      best = (
        makespan,
        NestedTapesPlan(
          problem: problem, inner: inner, period: nest.period, outer: nest.outer, ordinary: nest.ordinary,
          last: nest.last)
      )
    }
    return best
  }

  /// Returns what a plan finds with one of so many parts of each limit: there are dozens of them, of which each may end sooner.
  private func limited<Value>(
    to parts: Int, _ plan: () throws(PlanningError) -> Value?
  ) throws(PlanningError) -> Value? {
    let effort = PlanningEffort.current(inParts: parts)
    defer { if effort.wasLimited { PlanningEffort.meet() } }
    return try effort.limiting(plan)
  }

  /// Returns the best length of segments that are reversed on one level; nil if there is none.
  private func bestPeriod(_ inner: Int) throws(PlanningError) -> Int? {
    let chain = problem.chain
    // Room for running steps is counted on the first level.
    if inner > 0 && (chain.forwardTemporary != nil || chain.backwardTemporary != nil) { return nil }
    let tier = rooms.tiers[inner]
    let capacity = rooms.pools[tier.pool].capacity
    let outer = outerLevels(inner)
    if capacity == .max || tier.tapeSize == 0 || outer.allSatisfy({ $0.slots == 0 }) { return nil }
    // Shorter segments leave room unused.
    let shortest = max(1, capacity / tier.tapeSize)
    var known: [Int: Int128] = [:]
    func cost(_ period: Int) throws(PlanningError) -> Int128 {
      if let cost = known[period] { return cost }
      let cost = try self.cost(period, inner, outer) ?? .max
      known[period] = cost
      return cost
    }
    var (best, least, misses) = (shortest, Int128.max, 0)
    var period = shortest
    while period < chain.length && misses < Self.patience {
      let cost = try cost(period)
      if cost < least { (best, least, misses) = (period, cost, 0) } else { misses += 1 }
      period = period > Int.max / 2 ? .max : 2 * period
    }
    if least == .max { return nil }
    // Between the neighbours of the best, by golden sections: one new length each.
    var (low, high) = (max(shortest, best / 2), min(chain.length - 1, 2 * best))
    func section() -> Int { Int(Double(high - low) * 0.381966) }
    var (left, right) = (low + section(), high - section())
    var (a, b) = (try cost(left), try cost(right))
    for _ in 0..<Self.refinements where high - low > 2 {
      for (period, cost) in [(left, a), (right, b)] where cost < least { (best, least) = (period, cost) }
      if a <= b {
        (high, right, b) = (right, left, a)
        left = low + section()
        a = try cost(left)
      } else {
        (low, left, a) = (left, right, b)
        right = high - section()
        b = try cost(right)
      }
    }
    return best
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

  /// Returns the problem of the outer levels, to which a segment is a step; nil if there is one segment, or its cost does not
  /// fit 64 bits.
  private func segments(_ period: Int, _ outerLevels: [Level]) -> Problem? {
    let stored = (problem.chain.length - 1) / period
    let (forward, overflow) = (problem.chain.forwardCost.common ?? 0).multipliedReportingOverflow(by: period)
    if stored == 0 || overflow { return nil }
    let chain = Chain(length: stored, forwardCost: .uniform(forward), backwardCost: .uniform(0))
    return try? Problem(chain: chain, levels: outerLevels, fractionDigits: problem.fractionDigits)
  }

  /// Returns about what segments of `period` steps cost, the last one as much a step as the others; nil if there are none.
  private func cost(_ period: Int, _ inner: Int, _ outerLevels: [Level]) throws(PlanningError) -> Int128? {
    guard let segments = segments(period, outerLevels), let ordinary = problem.alone(on: inner, length: period) else {
      return nil
    }
    return try PlanningError.orNil { () throws(PlanningError) -> Int128? in
      let outer = try ExactPlanning.best(for: segments, planner: .hrevolve)
      let inside = try TapePlanning.best(for: ordinary, planner: planner, isBounded: false)
      let (cost, overflow) = Int128(inside.makespanUnits).multipliedReportingOverflow(by: Int128(problem.chain.length))
      return overflow ? nil : Int128(outer.makespanUnits) + cost / Int128(period)
    }
  }

  /// Returns the schedules of segments of `period` steps, the last one of those that remain; nil if there are none.
  private func nest(_ period: Int, _ inner: Int, _ outerLevels: [Level]) throws(PlanningError) -> Nest? {
    guard let segments = segments(period, outerLevels), let ordinary = problem.alone(on: inner, length: period),
      let last = problem.alone(on: inner, length: problem.chain.length - segments.chain.length * period)
    else { return nil }
    return try PlanningError.orNil { () throws(PlanningError) -> Nest? in
      let outer = try ExactPlanning.best(for: segments, planner: .hrevolve)
      let inside = try TapePlanning.best(for: ordinary, planner: planner, isBounded: false)
      let end = try TapePlanning.best(for: last, planner: planner, isBounded: false)
      let makespan =
        Int128(outer.makespanUnits) + Int128(segments.chain.length) * Int128(inside.makespanUnits)
        + Int128(end.makespanUnits)
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
