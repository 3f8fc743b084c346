/// The planners, named as in the literature and on the command line.
///
///     let problem = try Problem(chain: Chain(length: 9), levels: [Level(name: "memory", slots: 3)])
///     let schedule = try Planner.revolve.schedule(for: problem)
///     print(schedule.makespan)  // 25
///
/// Each has a guide in `docs/`, with its recurrence, its complexity, how ties break, and the paper.
public enum Planner: String, CaseIterable, Sendable {
  /// The optimum on one level, in closed form if it is free to write and read (doi:10.1145/347837.347846).
  case revolve
  /// The optimum with memory and a disk with costs (doi:10.1137/15M1019222).
  case diskRevolve = "disk-revolve"
  /// The best schedule on any levels, with any costs: the planner for every chain without tapes (doi:10.1145/3378672).
  ///
  ///     let problem = try Problem(
  ///       chain: Chain(length: 8),
  ///       levels: [
  ///         Level(name: "memory", slots: 1, writeCost: 6, readCost: 0),
  ///         Level(name: "disk", slots: 2, writeCost: 9, readCost: 1),
  ///       ])
  ///     print(try Planner.hrevolve.schedule(for: problem).makespan)  // 48
  case hrevolve
  /// Stores every state, or every tape if steps keep tapes; no step runs twice.
  case storeAll = "store-all"
  /// Stores only x_0; every backward step's state is recomputed from there.
  case storeNone = "store-none"
  /// Stores every p-th state; those in between are recomputed one by one.
  case uniform
  /// Stores every p-th state, and those of a segment while it is reversed.
  case periodic
  /// Revolve's positions over the slots of all levels (doi:10.1137/080718036).
  case multistage
  /// The optimum with memory and a disk whose states are read at most once per write (doi:10.1137/15M1019222).
  case oneReadDiskRevolve = "one-read-disk-revolve"
  /// Every p-th state on disk, each segment reversed with the memory and its own disk state
  /// (doi:10.1080/10556788.2016.1230612).
  case periodicDiskRevolve = "periodic-disk-revolve"
  /// Every p-th state on disk, Revolve in memory in between (Pringle et al. 2016, ARCHER eCSE report).
  case twoLevel = "two-level"
  /// The states chosen by ``OnlineCheckpoints`` while the chain runs, then Revolve in between (doi:10.1137/080727890).
  case online
  /// The best schedule found on any levels if steps keep tapes (doi:10.48550/arXiv.1911.13214).
  case rotor
  /// The optimum for equal steps and slots that each hold a state or a tape (doi:10.1016/j.jocs.2024.102405).
  case mixed
  /// Every n-th step as a segment, rerun from its stored state with all its tapes: PyTorch's `checkpoint_sequential`
  /// (doi:10.48550/arXiv.1604.06174).
  case checkpointSequential = "checkpoint-sequential"
  /// All states stored, every step rerun with its tape right before its backward step (doi:10.48550/arXiv.2205.05198).
  case fullRecomputation = "full-recomputation"
  /// The best schedule of branches that join in one handle, with one free memory (doi:10.1098/rsta.2019.0049).
  ///
  ///     let problem = try Problem(branches: [3, 2], handle: 1, slots: 5)
  ///     print(try Planner.join.schedule(for: problem).makespan)  // 16
  case join

  /// Returns the planner's schedule for `problem`.
  ///
  /// Planning stops when its task is cancelled.
  ///
  /// - Parameters:
  ///   - problem: The chain and the levels.
  ///   - options: Options besides the problem.
  /// - Throws: ``PlanningError`` if there is no schedule, the planner does not accept the problem, a total or a table
  ///   is too large, or the task has been cancelled.
  /// - Complexity: That of the planner, stated in its guide; memory within ``PlanningMemory/limit``.
  public func schedule(
    for problem: Problem, options: PlannerOptions = PlannerOptions()
  ) throws(PlanningError) -> Schedule {
    try schedule(for: problem, options: options, known: nil)
  }

  /// Returns the planner's schedule, no worse than one that is known already, in a situation.
  func schedule(
    for problem: Problem, options: PlannerOptions, known: Completion.Known?
  ) throws(PlanningError) -> Schedule {
    if problem.isOverlapped && !overlapsTransfers { throw .unsuited(planner: self, .blockingTransfers) }
    try problem.requireRoomForSteps()
    if problem.situation != nil {
      if self != .best(for: problem) { throw .unsuited(planner: self, .wholeReversals) }
      if options.maxRuns != nil { throw .unsuited(planner: self, .unlimitedRuns) }
    }
    let schedule = try PlanningProgress.observed(by: options.observer) { () throws(PlanningError) in
      try withEffort(options) { () throws(PlanningError) in
        if problem.situation != nil && problem.junction != nil {
          return try JoinCompletion(problem, options: options, known: known).schedule()
        }
        if problem.situation != nil {
          return try Completion(problem, planner: self, options: options, known: known).schedule()
        }
        guard let limit = options.maxRuns else { return try plan(problem, options: options) }
        if problem.isOverlapped { return try overlapped(problem, maxRuns: limit, options: options) }
        return try LimitedRuns(problem: problem, planner: self, limit: limit) { other throws(PlanningError) in
          try plan(other, options: options)
        }.schedule()
      }
    }
    // A cancelled method may have been mistaken for one without an answer.
    try PlanningError.checkCancellation()
    return schedule
  }

  /// Returns the best schedule found with overlapped levels in which no step runs more than `limit` times.
  private func overlapped(
    _ problem: Problem, maxRuns limit: Int, options: PlannerOptions
  ) throws(PlanningError) -> Schedule {
    let free = try plan(problem, options: options)
    let runs = try free.statistics().maxStepRuns
    if runs <= limit { return free }
    switch self {
    case .hrevolve, .diskRevolve: return try OverlapPlanning.best(for: problem, planner: self, maxRuns: limit)
    case .rotor: return try OverlapPlanning.unequal(problem, planner: self, maxRuns: limit)
    default: throw .tooFewRuns(planner: self, limit: limit, needed: runs, isLeast: false)
    }
  }

  private func plan(_ problem: Problem, options: PlannerOptions) throws(PlanningError) -> Schedule {
    if takesForEqual(problem) { return try scheduleAsIfEqual(problem, options: options) }
    switch self {
    case .revolve: return try Revolve.plan(problem, options: options)
    case .diskRevolve: return try DiskRevolve.plan(problem, options: options)
    case .hrevolve: return try HRevolve.plan(problem, options: options)
    case .storeAll: return try StoreAll.plan(problem, options: options)
    case .storeNone: return try StoreNone.plan(problem, options: options)
    case .uniform: return try Uniform.plan(problem, options: options)
    case .periodic: return try Periodic.plan(problem, options: options)
    case .multistage: return try Multistage.plan(problem, options: options)
    case .oneReadDiskRevolve: return try OneReadDiskRevolve.plan(problem, options: options)
    case .periodicDiskRevolve: return try PeriodicDiskRevolve.plan(problem, options: options)
    case .twoLevel: return try TwoLevel.plan(problem, options: options)
    case .online: return try Online.plan(problem, options: options)
    case .rotor: return try Rotor.plan(problem, options: options)
    case .mixed: return try Mixed.plan(problem, options: options)
    case .checkpointSequential: return try CheckpointSequential.plan(problem, options: options)
    case .fullRecomputation: return try FullRecomputation.plan(problem, options: options)
    case .join: return try Join.plan(problem, options: options)
    }
  }
}
