/// Plans the rest of a reversal from what is stored.
///
/// Three methods, and the best of their results: a table of all segments and all choices of stored states, where it fits; a
/// search that plans segments like chains of their own; for short chains, a search over all states of the machine, which
/// also proves the optimum. If the program goes on from a schedule, the rest of that one is a candidate too.
///
/// See docs/interrupted.md.
struct Completion {
  /// A completion that is known already.
  struct Known: Sendable {
    var makespan: Int
    var plan: any SchedulePlan
  }

  private let problem: Problem
  private let planner: Planner
  private let situation: Situation
  private let lowerBound: Int?
  private let known: Known?

  /// - Precondition: The problem has a situation.
  init(_ problem: Problem, planner: Planner, options: PlannerOptions, known: Known? = nil) {
    guard let situation = problem.situation else { preconditionFailure("the rest begins in a situation") }
    self.problem = problem
    self.planner = planner
    self.situation = situation.pruned
    self.known = known
    lowerBound = options.lowerBound
  }

  func schedule() throws(PlanningError) -> Schedule {
    let (best, isBest) = try found()
    guard let best else {
      // What no choice of states completes, the search may: it also drops states later, and makes them again.
      guard let schedule = searched(below: .max) else { throw .nothingToStartFrom(due: situation.due) }
      return schedule
    }
    return try proven(
      Schedule(
        problem: problem, planner: planner, makespan: best.makespan,
        lowerBound: Int(clamping: max(try CompletionBound.best(problem, planner: planner), Int128(lowerBound ?? 0))),
        caveat: .completion(isBest: isBest), plan: best.plan))
  }

  /// Returns the best choice of states found, without a bound and without the search over the machine's states.
  func unproven() throws(PlanningError) -> Schedule? {
    let (best, isBest) = try found()
    return best.map {
      Schedule(
        problem: problem, planner: planner, makespan: $0.makespan, caveat: .completion(isBest: isBest), plan: $0.plan)
    }
  }

  private func found() throws(PlanningError) -> (best: Known?, isBest: Bool) {
    let due = situation.due
    let fixed = problem.backwardTotal(through: due)
    var best = known
    var isBest = false
    func offer(_ cost: Int128, _ plan: any SchedulePlan) throws(PlanningError) {
      let makespan = try cost.asMakespan()
      if makespan < best?.makespan ?? .max { best = Known(makespan: makespan, plan: plan) }
    }
    if let (cost, plan) = try byTable(due) {
      isBest = true
      try offer(cost + fixed, plan)
    } else {
      var search = CompletionSearch(problem, due: due, planner: planner)
      if let (plan, cost) = try search.run() {
        // Where transfers overlap, the sum of the segments' times is only near their time one after another.
        if let makespan = problem.isOverlapped ? try replayed(plan) : cost {
          try offer(makespan, plan)
        } else if best == nil, let plan = try search.fromFirst(), let makespan = try replayed(plan) {
          try offer(makespan, plan)
        }
      }
    }
    return (best, isBest)
  }

  /// The best choice of stored states by a table of all segments, if it fits.
  private func byTable(_ due: Int) throws(PlanningError) -> (cost: Int128, plan: CompletionPlan)? {
    if problem.chain.tapes != nil || problem.countsBytes || problem.isOverlapped { return nil }
    if let forward = problem.chain.forwardCost.common {
      if let pricer = RevolvePricer(problem, due: due, forwardCost: forward) { return try best(due, pricer) }
      guard let pricer = try VectorPricer(problem, due: due, forwardCost: forward) else { return nil }
      return try best(due, pricer)
    }
    guard let pricer = try IntervalPricer(problem, due: due) else { return nil }
    return try best(due, pricer)
  }

  private func best(
    _ due: Int, _ pricer: some CompletionPricer
  ) throws(PlanningError) -> (cost: Int128, plan: CompletionPlan)? {
    guard let table = try CompletionTable(problem, due: due, pricer), table.fits(problem) else { return nil }
    return (table.cost, table.plan(problem, due: due, pricer))
  }

  /// Returns when the last backward step of a plan ends; nil if it breaks a rule, and so completes nothing.
  private func replayed(_ plan: CompletionPlan) throws(PlanningError) -> Int128? {
    var machine = ReplayMachine(problem: problem)
    var count = 0
    // As any other schedule: calling the plan's source here is compiled to a jump into nowhere (Swift 6.3.1, optimised).
    for operation in Schedule(problem: problem, planner: planner, makespan: 0, plan: plan) {
      do throws(RuleViolation) {
        try machine.execute(operation)
      } catch {
        if case .overflow(let quantity) = error.rule { throw .overflow(quantity: quantity) }
        return nil
      }
      count += 1
      if count % 4096 == 0 { try PlanningError.checkCancellation() }
    }
    do throws(RuleViolation) { try machine.finish() } catch { return nil }
    return Int128(machine.makespan)
  }

  /// Returns the optimum of a problem small enough to be searched; otherwise the schedule with what the search proves.
  private func proven(_ schedule: Schedule) throws(PlanningError) -> Schedule {
    if schedule.isOptimal || problem.isOverlapped { return schedule }
    switch outcome(below: schedule.makespanUnits) {
    case .found(let makespan, let operations): return listed(makespan, operations)
    case .nothingBelow: return schedule.proven(from: schedule.makespanUnits)
    case .undecided(let lowerBound): return schedule.proven(from: lowerBound)
    case nil: return schedule
    }
  }

  /// Returns the optimum of a problem small enough to be searched, if it is below a limit.
  private func searched(below limit: Int) -> Schedule? {
    guard !problem.isOverlapped, case .found(let makespan, let operations)? = outcome(below: limit) else { return nil }
    return listed(makespan, operations)
  }

  private func outcome(below limit: Int) -> BestFirstSearch.Outcome? {
    // The search has no place for x_l on a level.
    if problem.chain.tapes == nil, situation.stored.contains(where: { $0.contains(problem.chain.length) }) {
      return nil
    }
    return BestFirstSearch(problem)?.search(below: limit)
  }

  private func listed(_ makespan: Int, _ operations: [Operation]) -> Schedule {
    let useless = problem.situation.map(Self.useless) ?? []
    return Schedule(
      problem: problem, planner: planner, makespan: makespan,
      plan: ListedPlan(problem: problem, listed: useless + operations))
  }

  /// The discards of states past the next backward step, which the search leaves alone.
  private static func useless(_ situation: Situation) -> [Operation] {
    situation.stored.enumerated().flatMap { level, states in
      states.reversed().filter { $0 > situation.due }.map { .discard(level: level, step: $0) }
    }
  }
}
