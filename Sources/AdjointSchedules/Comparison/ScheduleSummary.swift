/// What a schedule comes to: the numbers by which strategies are compared.
public struct ScheduleSummary: Hashable, Sendable {
  public let planner: Planner
  /// The sum of the operations' costs, in the problem's units.
  public let makespan: Int
  /// True when no schedule of the problem costs less.
  public let isOptimal: Bool
  /// A makespan below which no schedule can be, in the problem's units, where the planner has one.
  public let lowerBound: Int?
  /// True when the schedule is not proven optimal, and its planner met a limit that is lower beside others than alone.
  public let isCut: Bool
  /// How many forward steps are run beyond one run of each.
  public let rerunSteps: Int
  public let statistics: Statistics

  /// By how much the makespan may exceed the optimum at most, in millionths of that, rounded up; nil without a bound.
  public var millionthsAbove: Int? { lowerBound.flatMap { Schedule.millionths(of: makespan, over: $0) } }

  /// Takes the figures of a schedule.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` when a count does not fit 64 bits.
  /// - Complexity: that of ``Schedule/statistics(observer:)``.
  public init(_ schedule: Schedule, observer: PlanningObserver? = nil) throws(PlanningError) {
    try self.init(schedule, metLimit: false, observer)
  }

  private init(_ schedule: Schedule, metLimit: Bool, _ observer: PlanningObserver?) throws(PlanningError) {
    planner = schedule.planner
    makespan = schedule.makespanUnits
    isOptimal = schedule.isOptimal
    lowerBound = schedule.lowerBoundUnits
    isCut = metLimit && !schedule.isOptimal
    statistics = try schedule.statistics(observer: observer)
    rerunSteps = statistics.forwardSteps - schedule.problem.chain.length
  }

  /// Takes the figures of one of several schedules that are planned one after another, with a part of the work that its
  /// planner may do alone. The schedule itself is gone with its tables when this returns: each may take the whole memory.
  ///
  /// - Parameters:
  ///   - plans: How many schedules there are; beyond 16 the parts are not smaller.
  ///   - observer: Receives progress updates.
  ///   - plan: Plans the schedule.
  /// - Throws: What `plan` throws, within ``PlanningError/cutShort(_:)`` where that is due to the part.
  public init(
    among plans: Int, observer: PlanningObserver? = nil, _ plan: () throws(PlanningError) -> Schedule
  ) throws(PlanningError) {
    let effort = PlanningEffort(among: plans)
    let schedule = PlanningEffort.$current.withValue(effort) { Result { () throws(PlanningError) in try plan() } }
    switch schedule {
    case .success(let schedule): try self.init(schedule, metLimit: effort.wasMet, observer)
    case .failure(.overflow(let quantity)): throw .overflow(quantity: quantity)
    case .failure(.cancelled): throw .cancelled
    case .failure(let error): throw effort.wasMet ? .cutShort(error) : error
    }
  }
}
