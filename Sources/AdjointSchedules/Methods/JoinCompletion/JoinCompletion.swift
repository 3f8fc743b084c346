/// Plans the rest of a network's reversal from what is stored.
///
/// Each stored state is dropped at once or kept until it has served. If the branches are still to be joined, they run to
/// their ends first, and store checkpoints on the way; the handle is reversed next, then segments of the branches, each by
/// Revolve with all slots that are free then. A table compares all such plans where it is small. Otherwise the places of
/// checkpoints are thinned out for it, and the branches are also reversed one after another, in several orders; or, where
/// nothing serves, everything but the first states is dropped, and what is left is planned like a network of its own. For
/// small networks a search over all states of the machine finds the optimum. If the program goes on from a schedule, the rest
/// of that one is a candidate too.
///
/// See docs/interrupted.md.
struct JoinCompletion {
  /// The most operations of the table, some tenths of a second.
  private static let tableWork = 1 << 24

  private let problem: Problem
  private let junction: Junction
  private let situation: Situation
  private let known: Completion.Known?
  private let lowerBound: Int?

  /// - Precondition: The problem is of a network, and has a situation.
  init(_ problem: Problem, options: PlannerOptions, known: Completion.Known?) {
    guard let situation = problem.situation, let junction = problem.junction else {
      preconditionFailure("the rest of a network begins in a situation")
    }
    (self.problem, self.junction, self.situation, self.known) = (problem, junction, situation, known)
    lowerBound = options.lowerBound
  }

  func schedule() throws(PlanningError) -> Schedule {
    let rest = try JoinRest(junction, situation, slots: problem.levels[0].slots)
    let fixed = rest.backwardSteps * Int128(problem.chain.backwardCost.common ?? 0)
    let unit = Int128(problem.chain.forwardCost.common ?? 0)
    func cost(_ steps: Int128) throws(PlanningError) -> Int {
      let (product, overflow) = steps.multipliedReportingOverflow(by: unit)
      if overflow || product > Int128(Int.max) { throw .overflow(quantity: .makespan) }
      return try (product + fixed).asMakespan()
    }
    let (places, isWhole) = rest.places(work: Self.tableWork)
    var best = known
    var isBest = false
    func offer(_ found: (steps: Int128, plan: any SchedulePlan)?) throws(PlanningError) {
      guard let found, let makespan = try? cost(found.steps), makespan < best?.makespan ?? .max else { return }
      best = .init(makespan: makespan, plan: found.plan)
    }
    let shorter = try JoinRestBound(rest)
    if let places {
      let found = try JoinRestSearch(problem: problem, rest: rest, places: places).best()
      isBest = isWhole && found != nil
      try offer(found)
    }
    if !isBest {
      if rest.isJoined {
        try offer(try JoinRestInTurn(problem: problem, rest: rest).best())
      } else {
        try offer(shorter.fresh(problem))
      }
    }
    let steps = shorter.steps
    guard let best else {
      // What fits no plan, the search may: with a state of the handle beside no x_0, for example.
      if let schedule = try searched(cost) { return schedule }
      // Without any plan the total may be too large for all of them.
      if rest.slots >= junction.neededSlots { _ = try cost(steps) }
      throw .tooFewSlotsToJoin(needed: max(junction.neededSlots, rest.useful), available: rest.slots)
    }
    let bound = max(try cost(steps), lowerBound ?? 0)
    return try proven(
      Schedule(
        problem: problem, planner: .join, makespan: best.makespan, lowerBound: bound,
        caveat: .completion(isBest: isBest), plan: best.plan), cost)
  }

  /// Returns the optimum of a network small enough to be searched; otherwise the schedule with what the search proves.
  private func proven(
    _ schedule: Schedule, _ cost: (Int128) throws(PlanningError) -> Int
  ) throws(PlanningError) -> Schedule {
    if schedule.isOptimal { return schedule }
    switch JoinSearch(problem)?.search(effort: BestFirstSearch.standardEffort) {
    case .found(let steps, let operations):
      let makespan = try cost(Int128(steps))
      if makespan >= schedule.makespanUnits { return schedule.proven(from: schedule.makespanUnits) }
      return listed(makespan, operations)
    case .undecided(let steps): return schedule.proven(from: min(try cost(Int128(steps)), schedule.makespanUnits))
    case .slotsTooFew, nil: return schedule
    }
  }

  /// Returns the optimum of a network small enough to be searched, if there is one.
  private func searched(_ cost: (Int128) throws(PlanningError) -> Int) throws(PlanningError) -> Schedule? {
    guard case .found(let steps, let operations)? = JoinSearch(problem)?.search(effort: BestFirstSearch.standardEffort)
    else { return nil }
    return listed(try cost(Int128(steps)), operations)
  }

  private func listed(_ makespan: Int, _ operations: [Operation]) -> Schedule {
    Schedule(
      problem: problem, planner: .join, makespan: makespan, plan: ListedPlan(problem: problem, listed: operations))
  }
}
