import AdjointSchedules
import SeededRandom

/// A problem of one chain, planned by every planner, for the checks.
struct ChainTrial: Sendable {
  /// One planner's result for the problem.
  struct Plan: Sendable {
    let planner: Planner
    let options: PlannerOptions
    let result: Result<Schedule, PlanningError>
  }

  let problem: Problem
  /// The case's seed, for the random choices of checks.
  let seed: UInt64
  let plans: [Plan]
  /// The planner whose schedules the laws compare: one that proves its schedule optimal, if it can that of chains like this
  /// one; otherwise H-Revolve.
  let bestPlanner: Planner
  let best: Result<Schedule, PlanningError>

  init(_ problem: Problem, seed: UInt64) {
    self.problem = problem
    self.seed = seed
    var random = SeededGenerator(seed: seed ^ 0x706C_616E)
    let usual = Self.usualOptions(problem)
    let first = Plan(planner: .hrevolve, options: usual, result: Self.plan(problem, .hrevolve, usual))
    // Most heuristics get the bound known by now; some must find it themselves.
    let isTold = !random.one(in: 10)
    let bound = try? first.result.get().lowerBoundUnits
    var plans = [first]
    for planner in Planner.ofChains where planner != .hrevolve {
      var options = usual
      options.lowerBound = isTold ? bound : nil
      if planner.isPeriodic && random.one(in: 3) {
        options.period = random.int(1...max(1, min(problem.chain.length, 40)))
      }
      plans.append(Plan(planner: planner, options: options, result: Self.plan(problem, planner, options)))
    }
    self.plans = plans
    let optimal = plans.filter { plan in
      if case .success(let schedule) = plan.result { schedule.isOptimal } else { false }
    }
    let best = optimal.first { $0.planner == Planner.best(for: problem) } ?? optimal.first ?? first
    (bestPlanner, self.best) = (best.planner, best.result)
  }

  /// The schedules found.
  var schedules: [(planner: Planner, schedule: Schedule)] {
    plans.compactMap { plan in (try? plan.result.get()).map { (plan.planner, $0) } }
  }

  /// Returns the result of the planner of ``best`` for another problem.
  func replanned(_ problem: Problem) -> Result<Schedule, PlanningError> {
    Self.plan(problem, bestPlanner, Self.usualOptions(problem))
  }

  /// The options of planners for a problem: less effort for long chains with overlapped levels, which are planned up to six
  /// times for each of some ten plans, at ten seconds of work each.
  static func usualOptions(_ problem: Problem) -> PlannerOptions {
    var options = PlannerOptions()
    if problem.isOverlapped && problem.chain.length > longestOverlapped { options.effort = 2 }
    return options
  }

  private static let longestOverlapped = 24

  /// Returns the case's generator for a purpose.
  func generator(_ purpose: UInt64) -> SeededGenerator { SeededGenerator(seed: seed ^ purpose) }

  private static func plan(
    _ problem: Problem, _ planner: Planner, _ options: PlannerOptions
  ) -> Result<Schedule, PlanningError> {
    Result { () throws(PlanningError) in try planner.schedule(for: problem, options: options) }
  }
}

extension Check<ChainTrial> {
  /// All checks for problems of one chain, in order.
  static var all: [Check] {
    [
      replay, bounds, references, search, bytes, tapeRecurrence, engines, grids, littleMemory, moreEffort, fewRuns,
      budget, capacities,
      oneSlotMore, cheaperLevel, oneStepLess, scaledCosts, splitLevel, levelOrder, uniformAsArrays, backwardSurplus,
      sizesAsSlots, problemFile, manyDigits, scheduleFiles, mutations, randomSchedules,
    ]
  }
}
