/// A reversal divided over jobs of limited time.
///
/// Between two jobs some levels lose all they hold, and so does the buffer; others last. States are kept on those that last
/// while the chain first runs forward, each until it has been reversed. Which ones is chosen so that the jobs are few, and
/// then so that their total time is least; a job may end after a backward step or after a write to a level that lasts.
///
///     let problem = try Problem(
///       chain: Chain(length: 100),
///       levels: [Level(name: "memory", slots: 5), Level(name: "disk", slots: nil, writeCost: 2)])
///     let division = try JobDivision(problem, limit: 120, restartCost: 5, losing: [0])
///     print(division.legs.count)
///
/// J. E. Bockhorn, S. H. K. Narayanan, A. Walther, Checkpointing approaches for the computation of adjoints covering
/// resilience issues, CSC 2020, doi:10.1137/1.9781611976229.3.
public struct JobDivision: Sendable {
  /// The jobs in their order.
  public let legs: [JobLeg]
  /// No division has fewer jobs.
  public let fewestJobs: Int
  /// The makespan of the best schedule without a limit, in the problem's units, if it is known.
  public let uninterrupted: Int?
  /// The total time, with restarts, in the problem's units.
  public let time: Int
  /// How MITgcm divides: the forward run and the last part are one job, every other part is one; nil if some job does not
  /// fit, or all fits one.
  public let onePartPerJob: Baseline?
  /// The number of states kept from job to job at most; 0 if none is.
  public let keptStates: Int
  /// How long it takes under random kills, if that was asked for.
  public let forecast: FailureForecast?

  /// A division to compare with.
  public struct Baseline: Hashable, Sendable {
    public let jobs: Int
    /// In the problem's units.
    public let time: Int
  }

  /// Divides a reversal.
  ///
  /// - Parameters:
  ///   - problem: A chain, from its beginning or a situation. Tapes that are stored there are not used. With
  ///     `failures`, transfers block.
  ///   - limit: The most that a job may take, in the problem's units; `Int.max` for no limit.
  ///   - restartCost: What each job but the first takes before its first operation, in the problem's units.
  ///   - lost: The levels that lose what they hold, between two jobs and after a kill.
  ///   - failures: Random kills; with them the division has the least expected time that was found, and every job has
  ///     time for one save of the adjoint at its end.
  ///   - options: Options of the planner.
  /// - Throws: ``PlanningError``; ``PlanningError/jobTooShort(limit:least:)`` with the least limit that works.
  /// - Complexity: For chains of at most 9 steps all choices of states are tried, 2^8 at most; for others some tens. For
  ///   each, O(jobs x log l) parts of the chain are planned, equal ones once if the steps are equal.
  public init(
    _ problem: Problem, limit: Int, restartCost: Int = 0, losing lost: Set<Int> = [0],
    failures: FailureModel? = nil, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) {
    let planner = Planner.best(for: problem)
    if problem.junction != nil { throw .unsuited(planner: .join, .dividedChains) }
    if failures != nil && problem.isOverlapped { throw .unsuited(planner: planner, .killsWithoutOverlap) }
    let whole = try? planner.schedule(for: problem, options: options)
    uninterrupted = whole?.makespanUnits
    if let failures {
      let choice = try PlanningProgress.observed(by: options.observer) { () throws(PlanningError) in
        try FailureChoice(problem, limit: limit, restart: restartCost, losing: lost, model: failures, planner: planner)
      }
      legs = try choice.division.legs()
      onePartPerJob = choice.division.onePartPerJob
      keptStates = choice.division.places.states.count
      forecast = choice.forecast
    } else if let whole, whole.makespanUnits <= limit {
      // It fits one job, which needs nothing that lasts.
      legs = [JobLeg(whole)]
      (onePartPerJob, keptStates, forecast) = (nil, 0, nil)
    } else {
      let division = try PlanningProgress.observed(by: options.observer) { () throws(PlanningError) in
        try DivisionChoice(problem, limit: limit, restart: restartCost, losing: lost, planner: planner)
      }
      legs = try division.legs()
      onePartPerJob = division.onePartPerJob
      keptStates = division.places.states.count
      forecast = nil
    }
    time = try legs.reduce(Int128(0)) { $0 + Int128($1.time) }.asMakespan()
    if let longest = legs.map(\.time).max(), longest > limit { throw .jobTooShort(limit: limit, least: longest) }
    var fewest = 1
    if let bound = whole?.lowerBoundUnits, limit > restartCost {
      // Every job but the first spends its restart.
      fewest = max(
        1,
        Int(
          clamping: (Int128(bound) - Int128(restartCost) + Int128(limit - restartCost) - 1)
            / Int128(limit - restartCost)))
    }
    fewestJobs = fewest
  }
}
