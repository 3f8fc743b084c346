/// The figures of a schedule by which strategies are compared.
public struct ScheduleSummary: Hashable, Sendable {
  /// The planner of the schedule.
  public let planner: Planner
  /// The sum of the operations' costs, in the problem's units; with overlapped levels, the time at which the last backward
  /// step ends.
  public let makespan: Int
  /// True if no schedule of the problem costs less.
  public let isOptimal: Bool
  /// A lower bound on the makespan, in the problem's units, if the planner has one.
  public let lowerBound: Int?
  /// True if the schedule is not proven optimal and its planner hit a limit that would be higher if it ran alone.
  public let isCut: Bool
  /// The number of forward step runs beyond one run of each.
  public let rerunSteps: Int
  /// The counts and peaks.
  public let statistics: Statistics

  /// The most by which the makespan may exceed the optimum, in millionths, rounded up; nil without a bound.
  public var millionthsAbove: Int? { lowerBound.flatMap { Schedule.millionths(of: makespan, over: $0) } }

  /// Takes the figures of a schedule.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` when a count does not fit 64 bits.
  /// - Complexity: that of ``Schedule/statistics(observer:)``.
  public init(_ schedule: Schedule, observer: PlanningObserver? = nil) throws(PlanningError) {
    try self.init(schedule, metLimit: false, observer: observer)
  }

  private init(_ schedule: Schedule, metLimit: Bool, observer: PlanningObserver?) throws(PlanningError) {
    planner = schedule.planner
    makespan = schedule.makespanUnits
    isOptimal = schedule.isOptimal
    lowerBound = schedule.lowerBoundUnits
    isCut = metLimit && !schedule.isOptimal
    statistics = try schedule.statistics(observer: observer)
    rerunSteps = statistics.forwardSteps - schedule.problem.steps
  }

  /// Plans one of several schedules, with its share of the work limit, and takes its figures. The schedule and its
  /// tables are released on return, so each may use the whole memory.
  ///
  /// - Parameters:
  ///   - plans: The number of schedules, at least 1; beyond 16 the shares do not get smaller.
  ///   - observer: Receives progress updates.
  ///   - plan: Plans the schedule.
  /// - Throws: The error of `plan`, wrapped in ``PlanningError/cutShort(_:)`` if it is due to the smaller limit.
  /// - Complexity: that of `plan` and of ``Schedule/statistics(observer:)``.
  public init(
    among plans: Int, observer: PlanningObserver? = nil, _ plan: () throws(PlanningError) -> Schedule
  ) throws(PlanningError) {
    let effort = PlanningEffort(among: plans)
    let schedule = PlanningEffort.$current.withValue(effort) { Result { () throws(PlanningError) in try plan() } }
    switch schedule {
    case .success(let schedule): try self.init(schedule, metLimit: effort.wasMet, observer: observer)
    case .failure(.overflow(let quantity)): throw .overflow(quantity: quantity)
    case .failure(.cancelled): throw .cancelled
    case .failure(.timeOver): throw .timeOver
    case .failure(let error): throw effort.wasMet ? .cutShort(error) : error
    }
  }
}
